#!/bin/sh
# The language server with Emacs and eglot, without a screen: sh emacs.sh HAKUSHO
. "$(dirname "$0")/setup.sh"
SETUP="$folder/setup.el"
export SETUP
mkdir "$folder/bin"
ln -s "$HAKUSHO" "$folder/bin/hakusho"
PATH="$folder/bin:$PATH"
sed -n '/^```elisp$/,/^```$/{/^```/!p}' "$here/../../docs/editors.md" > "$SETUP"
emacs --batch --load "$here/emacs.el"
mended Emacs 'a finding came in the language of the setup'
