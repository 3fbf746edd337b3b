#!/bin/bash
# How long `hakusho check` and comparable tools take on the same made files, in
# processor time (user and system), as a Markdown table.
#
#     benches/peers.sh [BYTES…]        default: 22000 200000 1000000 10000000 50000000
#
# Needs a release build with the example (`cargo build --release --examples`),
# Python 3 with venv, and Node with npm: the peers are installed from PyPI and npm
# into a temporary folder. A tool that needed more than $PATIENCE seconds
# (default 60) at one size is not run at the larger ones, and none gets more than
# three times as long on the clock.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
bin=${HAKUSHO:-$root/target/release/hakusho}
generate=${GENERATE:-$root/target/release/examples/generate}
patience=${PATIENCE:-60}
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(22000 200000 1000000 10000000 50000000)
work=${PEERS:-$(mktemp -d)}
[ -n "${PEERS:-}" ] || trap 'rm -rf "$work"' EXIT
cd "$work"

if [ ! -d node_modules/textlint ]; then
    npm init -y >/dev/null
    npm install --no-audit --no-fund --silent textlint@15 textlint-rule-preset-ja-technical-writing autocorrect-node >&2
fi
if [ ! -d venv ]; then
    python3 -m venv venv
    venv/bin/pip -q install rumdl typos >&2
fi
echo '{"rules": {"preset-ja-technical-writing": true}}' >.textlintrc.json

# whole lines, so that every tool sees text and no cut character
"$generate" 50 >all.txt
version() { node -p "require('./node_modules/$1/package.json').version"; }
row() { printf '| %s |' "$1"; }

# user and system seconds of a command, whatever it finds
spent() {
    local TIMEFORMAT='%U %S' out
    rm -f gave-up
    out=$({ time { timeout "$((patience * 3))" "$@" >/dev/null 2>&1 || [ $? != 124 ] || touch gave-up; }; } 2>&1)
    awk '{ printf "%.2f", $1 + $2 }' <<<"${out##*$'\n'}"
}

row 'processor time (s)'
for size in "${sizes[@]}"; do printf ' %s B |' "$size"; done
printf '\n|---|'
for _ in "${sizes[@]}"; do printf -- '---|'; done
echo

measure() {
    local name=$1 slow=0 seconds
    shift
    row "$name"
    for size in "${sizes[@]}"; do
        head -c "$size" all.txt | { iconv -c -f utf-8 -t utf-8 || true; } >draft.md 2>/dev/null
        if [ "$slow" = 1 ]; then
            printf ' – |'
            continue
        fi
        seconds=$(spent "$@" draft.md)
        if [ -e gave-up ]; then
            printf ' not in %s |' "$((patience * 3))"
            slow=1
            continue
        fi
        printf ' %s |' "$seconds"
        slow=$(awk -v s="$seconds" -v p="$patience" 'BEGIN { print (s > p) ? 1 : 0 }')
    done
    echo
}

measure "hakusho check $("$bin" --version | awk '{ print $2 }')" "$bin" check --no-config --jobs 1 --quiet --output-format concise
measure "typos $(venv/bin/typos --version | awk '{ print $2 }') (PyPI)" venv/bin/typos
measure "rumdl $(venv/bin/rumdl --version | awk '{ print $2 }') (PyPI)" venv/bin/rumdl check --no-cache
measure "autocorrect-node $(version autocorrect-node) (npm)" node_modules/.bin/autocorrect --lint
measure "textlint $(version textlint) with preset-ja-technical-writing $(version textlint-rule-preset-ja-technical-writing) (npm)" \
    node_modules/.bin/textlint --no-color
