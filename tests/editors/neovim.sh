#!/bin/sh
# The language server with Neovim, without a screen: sh neovim.sh HAKUSHO
set -eu
HAKUSHO=$(realpath "${1:-target/debug/hakusho}")
here=$(dirname "$(realpath "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
DRAFT="$folder/draft.md"
export HAKUSHO DRAFT
printf '# 第1章　海😀\n\nか\343\202\231んばる😀令和5年（2022年）の海である。\n' > "$DRAFT"
nvim --headless -u NONE -i NONE -n -S "$here/neovim.lua"
grep -q '令和5年（2023年）' "$DRAFT"
echo
echo 'Neovim: a finding came, its fix was applied, it is gone'
