;;; drive.el --- Debugs a program in dap-mode as a person does, and prints where it stands  -*- lexical-binding: t -*-

;;; Code:

(package-initialize)
(setq dap-auto-configure-features nil
      dap-auto-show-output nil
      dap-breakpoints-file (expand-file-name "breakpoints" user-emacs-directory)
      lsp-session-file (expand-file-name "sessions" user-emacs-directory))
(load (expand-file-name "elixirscope.el" (file-name-directory load-file-name)))
(setq dap-elixirscope-command (list (getenv "ADAPTER_NODE") (getenv "ADAPTER_CLI") "dap"))

(defvar drive-stops 0)
(add-hook 'dap-stack-frame-changed-hook (lambda (_) (setq drive-stops (1+ drive-stops))))

(defun drive-wait (done)
  "Until DONE gives something, or half a minute has gone."
  (let ((end (+ (float-time) 30)))
    (while (and (not (funcall done)) (< (float-time) end))
      (accept-process-output nil 0.1))))

(defun drive (what action)
  "Print WHAT, and where the debugger stands after ACTION."
  (let ((wanted (1+ drive-stops)))
    (funcall action)
    (drive-wait (lambda () (>= drive-stops wanted)))
    (let ((frame (dap--debug-session-active-frame (dap--cur-session))))
      (message "%s: %s %s:%s" what (gethash "name" frame)
               (file-name-nondirectory (gethash "path" (gethash "source" frame)))
               (gethash "line" frame)))))

(find-file (expand-file-name "src/orders.ts"))
(goto-char (point-min))
(search-forward "total -= off")
(dap-breakpoint-add)
(drive "launch"
       (lambda () (dap-debug (list :type "elixirscope" :name "shop"
                                   :program (expand-file-name "../src/main.ts") :cwd (expand-file-name "..")))))
(let ((session (dap--cur-session)))
  (drive "continue" (lambda () (dap-continue session (dap--debug-session-thread-id session))))
  (drive "step back" (lambda () (dap-step-back session)))
  (drive "reverse" (lambda () (dap-reverse-continue session)))
  (drive "step over" (lambda () (dap-next session)))
  (let (answer)
    (dap--send-message
     (dap--make-request "evaluate" (list :expression "$history(total)" :context "repl"
                                         :frameId (gethash "id" (dap--debug-session-active-frame session))))
     (lambda (response) (setq answer (gethash "result" (gethash "body" response))))
     session)
    (drive-wait (lambda () answer))
    (message "history: %s" answer))
  (dap-disconnect session))

;;; drive.el ends here
