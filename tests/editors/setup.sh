# Read by the scripts for editors: a folder that goes at the end, and a draft in it
# with one mistake. $1 is the program.
set -eu
HAKUSHO=$(realpath "${1:-target/debug/hakusho}")
here=$(dirname "$(realpath "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
DRAFT="$folder/draft.md"
export HAKUSHO DRAFT
printf '# 第1章　海😀\n\nか\343\202\231んばる😀宇宙状況監視（SSA：Space Situational Awareness）。令和5年（2022年）のSSAである。\n' > "$DRAFT"

# mended NAME WHAT: says so if the mistake is gone
mended() {
    grep -q '令和5年（2023年）' "$DRAFT"
    echo
    echo "$1: $2, its fix was applied, it is gone"
}
