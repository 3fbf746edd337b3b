;; Opens a draft, waits for its diagnostics, asks for a hover, applies a fix,
;; saves. The setup is the one of docs/editors.md, word for word.
;; Run by tests/editors/emacs.sh.
(defun fail (&rest why)
  (princ (concat (apply #'format why) "\n") #'external-debugging-output)
  (kill-emacs 1))

(defun wait-for (condition)
  "Whether CONDITION came to hold within 20 seconds."
  (let ((n 0))
    (while (and (< n 200) (not (funcall condition)))
      (accept-process-output nil 0.1)
      (setq n (1+ n)))
    (funcall condition)))

(defun found ()
  (seq-find (lambda (d) (string-match-p "era-mismatch" (flymake-diagnostic-text d))) (flymake-diagnostics)))

(package-initialize)
(load (getenv "SETUP"))
(find-file (getenv "DRAFT"))
(unless (eq major-mode 'markdown-mode) (fail "the mode is %s; is markdown-mode installed?" major-mode))
;; what `eglot-ensure' leaves to the first command of the user
(run-hooks 'post-command-hook)
(unless (wait-for #'eglot-managed-p) (fail "the server did not start"))
(unless (wait-for #'found) (fail "no diagnostics: %S" (flymake-diagnostics)))
(princ (format "diagnostic: %s\n" (car (split-string (flymake-diagnostic-text (found)) "\n"))))
(unless (string-match-p "令和5年は2023年" (flymake-diagnostic-text (found))) (fail "the language is not the one of the setup"))

(goto-char (point-min))
(search-forward "SSA")
(let ((hover (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover (eglot--TextDocumentPositionParams))))
  (unless (string-match-p "Space Situational Awareness" (format "%s" hover)) (fail "hover: %S" hover)))

(goto-char (flymake-diagnostic-beg (found)))
(let* ((actions (append (eglot-code-actions (point) (point) nil nil) nil))
       (action (car actions)))
  (unless (plist-get action :edit) (fail "no fix: %S" actions))
  (princ (format "action: %s\n" (plist-get action :title)))
  (eglot--apply-workspace-edit (plist-get action :edit)))
;; sends the change, which otherwise waits until nothing is typed
(eglot--signal-textDocument/didChange)
(save-buffer)
(unless (wait-for (lambda () (not (found)))) (fail "the finding stays: %S" (flymake-diagnostics)))
(kill-emacs 0)
