;;; crossfoot-mode.el --- Reports whose figures must add up  -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "28.1") (eglot "1.9"))

;;; Commentary:

;; A major mode for .xfoot files, with the language server by way of Eglot (`M-x eglot', or `eglot-ensure' in
;; `crossfoot-mode-hook').

;;; Code:

(require 'eglot)

(defvar crossfoot-font-lock-keywords
  '(("^[ \t　]*[@＠][[:word:]_]+" . font-lock-keyword-face)
    ("^#\\{1,6\\}.*$" . font-lock-function-name-face)
    ("[{｛][^{}｛｝\n]*[}｝]" . font-lock-constant-face)
    ("^[ \t　]*//.*$" 0 font-lock-comment-face t))
  "Colours for words behind @, headings, figures and comments.")

;;;###autoload
(define-derived-mode crossfoot-mode text-mode "Crossfoot"
  "Major mode for reports whose figures must add up."
  (setq-local comment-start "// "
              comment-start-skip "//[ \t]*"
              indent-tabs-mode nil
              indent-line-function #'indent-relative
              font-lock-defaults '(crossfoot-font-lock-keywords t)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.xfoot\\'" . crossfoot-mode))

(add-to-list 'eglot-server-programs '((crossfoot-mode :language-id "xfoot") . ("crossfoot" "lsp")))

(provide 'crossfoot-mode)
;;; crossfoot-mode.el ends here
