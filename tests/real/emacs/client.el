;;; client.el --- What somebody does with a report in Emacs  -*- lexical-binding: t; -*-

(require 'package)
(package-initialize)
(load (expand-file-name "editors/emacs/crossfoot-mode.el" (getenv "ROOT")) nil t)

(setq eglot-server-programs `(((crossfoot-mode :language-id "xfoot") . (,(getenv "CROSSFOOT") "lsp")))
      eglot-sync-connect 15
      eglot-autoshutdown t
      eglot-send-changes-idle-time 0
      eglot-report-progress nil
      make-backup-files nil
      inhibit-message t)
(setq-default eglot-workspace-configuration '((:crossfoot . (:lang "zh"))))

(defvar passed 0)
(defvar failed 0)

(defun say (format &rest arguments)
  (princ (apply #'format (concat format "\n") arguments)))

(defun check (what holds seen)
  (if holds (setq passed (1+ passed)) (setq failed (1+ failed)))
  (if holds (say "passed  %s" what) (say "FAILED  %s: %S" what seen)))

(defun wait (test)
  "Waits until TEST holds; says whether it does."
  (let ((end (+ (float-time) 15)) held)
    (while (and (not (setq held (funcall test))) (< (float-time) end))
      (accept-process-output nil 0.05))
    held))

(defun to (text)
  "Puts point in front of the first TEXT."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun replace-first (old new)
  (to old)
  (delete-char (length old))
  (insert new)
  (eglot--signal-textDocument/didChange))

(defun found ()
  "The findings that are shown."
  (flymake-start nil)
  (accept-process-output nil 0.05)
  (flymake-diagnostics))

(defun ask (method text &rest more)
  (to text)
  (jsonrpc-request (eglot--current-server-or-lose) method (append (eglot--TextDocumentPositionParams) more)))

(defun story ()
  (with-current-buffer (find-file-noselect "报告.xfoot")
    (check "the file is a report" (eq major-mode 'crossfoot-mode) major-mode)
    (apply #'eglot (eglot--guess-contact))
    (let ((server (eglot-current-server)))
      (check "the server answers" server nil)
      ;; 556 = 119 + 385 + 30 + 22
      (replace-first "556件" "557件")
      (wait #'found)
      (let ((one (car (found))))
        (check "a mistyped figure is found" (and one (string-match-p "557" (flymake-diagnostic-text one))) (found))
        (check "in its place"
               (and one (= 14 (line-number-at-pos (flymake-diagnostic-beg one)))) (found)))
      (replace-first "557件" "556件")
      (check "and found right again" (wait (lambda () (null (found)))) (found))
      (replace-first "2021年，市科技局坚定落实" "😀𠮷é2021年，市科技局坚定落实")
      (to "2021年，市科技局坚定落实")
      (mapc (lambda (letter) (insert letter) (eglot--signal-textDocument/didChange)) "{1件 = 公开文件}")
      (wait #'found)
      (let ((one (car (found))) (place (progn (to "{1件") (point))))
        (check "a figure typed letter by letter is found wrong where it stands"
               (and one (<= place (flymake-diagnostic-beg one) (+ place 12))) (found)))
      (replace-first "😀𠮷é{1件 = 公开文件}" "")
      (wait (lambda () (null (found))))
      (let* ((hover (ask :textDocument/hover "556件")) (text (format "%S" (plist-get hover :contents))))
        (check "hover says what vouches for a figure"
               (and (string-match-p "119" text) (string-match-p "385" text)) text))
      (to "预决算 + 其他信息")
      (eglot-rename "财政预决算")
      (let ((text (buffer-string)))
        (check "renaming changes the figure and the rule"
               (and (string-match-p "{财政预决算" text) (string-match-p "\\+ 财政预决算 \\+" text)) nil))
      (accept-process-output nil 0.3)
      (check "and nothing is wrong for it" (null (found)) (found))
      ;; What `eglot-shutdown' says, without the end that it makes of the program at once.
      (let ((process (jsonrpc--process server)))
        (jsonrpc-request server :shutdown nil)
        (jsonrpc-notify server :exit nil)
        (wait (lambda () (not (process-live-p process))))
        (check "the server ends when it is told to"
               (and (eq (process-status process) 'exit) (zerop (process-exit-status process)))
               (process-status process)))
      (set-buffer-modified-p nil))))

(condition-case why (story) (error (check "the story is told to its end" nil why)))
(say "%d passed, %d failed" passed failed)
(kill-emacs (if (zerop failed) 0 1))
;;; client.el ends here
