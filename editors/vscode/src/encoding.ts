// Files that are not UTF-8, as older programs on Chinese machines write them: named for what they are, and converted on
// request. It is the bytes on disk that are looked at: VS Code may show such a file rightly, and no other program would.

import { commands, l10n, Uri, window, workspace, type ExtensionContext, type TextDocument } from "vscode";
import { isReport } from "./documents";

/** What a file that is not UTF-8 is written in; `undefined` if it is, or if nobody can tell. */
export function encodingOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | "gb18030" | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // Half of the bytes of the ASCII marks in a UTF-16 text are zero, and no text has zeros otherwise.
  const zero = bytes.subarray(0, 1000).indexOf(0);
  if (zero >= 0) return zero % 2 ? "utf-16le" : "utf-16be";
  if (reads(bytes, "utf-8")) return undefined;
  return reads(bytes, "gb18030") ? "gb18030" : undefined;
}

function reads(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const shown = { "utf-16le": "UTF-16 LE", "utf-16be": "UTF-16 BE", gb18030: "GBK" };

export function watchEncodings(context: ExtensionContext): void {
  context.subscriptions.push(
    workspace.onDidOpenTextDocument(tell),
    commands.registerCommand("crossfoot.convertToUtf8", () => {
      const document = window.activeTextEditor?.document;
      if (isReport(document)) return convert(document);
      return undefined;
    }),
  );
  workspace.textDocuments.forEach(tell);
}

async function tell(document: TextDocument): Promise<void> {
  if (!isReport(document) || document.isUntitled) return;
  const encoding = encodingOf(await workspace.fs.readFile(document.uri));
  if (!encoding) return;
  const yes = l10n.t("Convert to UTF-8");
  const name = workspace.asRelativePath(document.uri);
  const message = l10n.t("{0} is written in {1}; Crossfoot reads UTF-8.", name, shown[encoding]);
  if ((await window.showWarningMessage(message, yes)) === yes) await convert(document);
}

async function convert(document: TextDocument): Promise<void> {
  if (document.isUntitled) return;
  if (document.isDirty) {
    await window.showWarningMessage(l10n.t("Save or revert the file first: it is converted on disk."));
    return;
  }
  const bytes = await workspace.fs.readFile(document.uri);
  const encoding = encodingOf(bytes);
  if (!encoding) {
    await window.showInformationMessage(l10n.t("The file is UTF-8 already."));
    return;
  }
  const text = new TextDecoder(encoding).decode(bytes);
  await workspace.fs.writeFile(document.uri, new TextEncoder().encode(text));
  await reopen(document.uri);
}

/** The editor may have been told to read the file in its old encoding. */
async function reopen(uri: Uri): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(uri));
  await commands.executeCommand("workbench.action.files.revert");
}
