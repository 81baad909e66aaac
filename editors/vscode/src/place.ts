// The row and column in which the cursor stands, in the status bar: in a wide table no header is in sight.

import { l10n, StatusBarAlignment, window, type ExtensionContext, type TextEditor } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { isReport } from "./documents";
import { latest } from "./latest";
import { place } from "./protocol";

export function showPlace(context: ExtensionContext, client: LanguageClient): void {
  const item = window.createStatusBarItem("crossfoot.place", StatusBarAlignment.Right, 101);
  item.name = l10n.t("Row and column at the cursor");
  item.tooltip = item.name;
  const show = latest(async (editor: TextEditor | undefined) => {
    if (!editor || !isReport(editor.document) || !client.isRunning()) return item.hide();
    const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
    const position = client.code2ProtocolConverter.asPosition(editor.selection.active);
    const found = await client.sendRequest(place, { uri, position });
    item.text = found?.label ?? "";
    if (item.text) item.show();
    else item.hide();
  });
  context.subscriptions.push(
    item,
    window.onDidChangeTextEditorSelection((event) => show(event.textEditor)),
    window.onDidChangeActiveTextEditor(show),
  );
}
