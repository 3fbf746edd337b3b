#!/bin/sh
# The language server with Neovim, without a screen: sh neovim.sh HAKUSHO
. "$(dirname "$0")/setup.sh"
nvim --headless -u NONE -i NONE -n -S "$here/neovim.lua"
mended Neovim 'a finding came'
