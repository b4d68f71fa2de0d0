;;; elixirscope.el --- Time-travel debugging of TypeScript and JavaScript in dap-mode  -*- lexical-binding: t -*-

;; Load it after dap-mode; then `M-x dap-debug', "ElixirScope".  `elixirscope' must be on the PATH, or `dap-elixirscope-command' say what to run.

;;; Code:

(require 'dap-mode)
(require 'dap-ui)

(defvar dap-elixirscope-command '("elixirscope" "dap")
  "The debug adapter, on standard input and output.")

(defun dap-elixirscope--populate (configuration)
  "Complete CONFIGURATION."
  (-> configuration
      (dap--put-if-absent :dap-server-path dap-elixirscope-command)
      (dap--put-if-absent :request "launch")
      (dap--put-if-absent :name "ElixirScope")
      (dap--put-if-absent :cwd default-directory)
      (dap--put-if-absent :program (buffer-file-name))))

(dap-register-debug-provider "elixirscope" #'dap-elixirscope--populate)
(dap-register-debug-template "ElixirScope" (list :type "elixirscope" :name "ElixirScope"))

(defun dap-step-back (session)
  "To the statement before, in SESSION's recording."
  (interactive (list (dap--cur-session-or-die)))
  (dap--step "stepBack" session))

(defun dap-reverse-continue (session)
  "Back to the breakpoint before, in SESSION's recording."
  (interactive (list (dap--cur-session-or-die)))
  (dap--step "reverseContinue" session))

;; The engine's own events are for its own panels.
(cl-defmethod dap-handle-event ((_event (eql elixirscope/positionChanged)) _session _params))
(cl-defmethod dap-handle-event ((_event (eql elixirscope/recordingChanged)) _session _params))

(provide 'elixirscope)
;;; elixirscope.el ends here
