// Which documents are ours.

import type { DocumentSelector, TextDocument } from "vscode";

export const language = "xfoot";

// Not the two sides of a diff, nor what a version control system shows of the past.
const schemes = ["file", "untitled", "vscode-vfs", "vscode-remote"];

export const selector = schemes.map((scheme) => ({ scheme, language })) satisfies DocumentSelector;

export function isReport(document: TextDocument | undefined): document is TextDocument {
  return document?.languageId === language && schemes.includes(document.uri.scheme);
}
