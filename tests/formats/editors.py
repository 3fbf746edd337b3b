"""Vim and Emacs go to the places of `concise`, with the settings of docs/editors.md."""

import json
import pathlib
import re
import shutil
import subprocess

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs/editors.md"

VIM = r"""
set nocompatible encoding=utf-8 fileencodings=ucs-bom,utf-8,cp932 fileformats=unix,dos virtualedit=onemore nomore hidden
source settings.vim
let &makeprg = 'cat ../concise'
silent make!
let s:seen = []
let s:n = 0
for s:item in getqflist()
  let s:n += 1
  if s:item.valid
    execute 'silent cc' s:n
    call add(s:seen, [bufname('%'), line('.'), strchars(strpart(getline('.'), 0, col('.') - 1)) + 1])
  endif
endfor
call writefile([json_encode(s:seen)], '../vim.json')
qa!
"""

EMACS = r"""
(require 'compile)
(require 'json)
(set-language-environment "Japanese")
(prefer-coding-system 'utf-8)
(load (expand-file-name "settings.el"))
(let ((folder default-directory) (places nil))
  (with-current-buffer (get-buffer-create "*compilation*")
    (let ((coding-system-for-read 'utf-8-unix)) (insert-file-contents "../concise"))
    (setq default-directory folder)
    (compilation-mode)
    (compilation--ensure-parse (point-max))
    (goto-char (point-min))
    (while (not (eobp))
      (let ((message (get-text-property (point) 'compilation-message)))
        (when message
          (save-window-excursion
            (save-excursion
              (compile-goto-error)
              (with-current-buffer (window-buffer)
                (let ((at (window-point)))
                  (goto-char at)
                  (push (vector (file-relative-name (buffer-file-name) folder)
                                (line-number-at-pos)
                                (1+ (- (point) (line-beginning-position)))
                                (compilation--message->type message))
                        places)))))))
      (forward-line)))
  (let ((coding-system-for-write 'utf-8))
    (with-temp-file "../emacs.json" (insert (json-encode (vconcat (nreverse places)))))))
"""


def settings(language, must):
    """The block of the page in `language` that has `must` in it."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", DOCS.read_text(encoding="utf-8"), re.M | re.S)
    [block] = [block for block in blocks if must in block]
    return block


def run(program, command, script, folder, setting, name):
    """What the editor saw, or None when it is not installed."""
    if shutil.which(program) is None:
        return None
    (folder / name).write_text(setting, encoding="utf-8")
    file = folder.parent / f"{program}.script"
    file.write_text(script, encoding="utf-8")
    result = folder.parent / f"{program}.json"
    result.unlink(missing_ok=True)
    done = subprocess.run([*command, file], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
    (folder / name).unlink()
    assert result.exists(), f"{program} wrote nothing: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    return json.loads(result.read_text(encoding="utf-8"))


def vim(folder):
    command = ["vim", "-u", "NONE", "-i", "NONE", "-n", "-es", "-S"]
    return run("vim", command, VIM, folder, settings("vim", "QuickFixCmdPost"), "settings.vim")


def emacs(folder):
    return run("emacs", ["emacs", "-Q", "--batch", "-l"], EMACS, folder, settings("elisp", "compilation-mode-hook"), "settings.el")
