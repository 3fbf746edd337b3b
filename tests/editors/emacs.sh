#!/bin/sh
# The language server with Emacs and eglot, without a screen: sh emacs.sh HAKUSHO
set -eu
HAKUSHO=$(realpath "${1:-target/debug/hakusho}")
here=$(dirname "$(realpath "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
DRAFT="$folder/draft.md"
SETUP="$folder/setup.el"
export DRAFT SETUP
mkdir "$folder/bin"
ln -s "$HAKUSHO" "$folder/bin/hakusho"
PATH="$folder/bin:$PATH"
sed -n '/^```elisp$/,/^```$/{/^```/!p}' "$here/../../docs/editors.md" > "$SETUP"
printf '# 第1章　海😀\n\nか\343\202\231んばる😀宇宙状況監視（SSA：Space Situational Awareness）。令和5年（2022年）のSSAである。\n' > "$DRAFT"
emacs --batch --load "$here/emacs.el"
grep -q '令和5年（2023年）' "$DRAFT"
echo 'Emacs: a finding came in the language of the setup, its fix was applied, it is gone'
