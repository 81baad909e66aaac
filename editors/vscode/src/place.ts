// The row and column in which the cursor stands, in the status bar: in a wide table no header is in sight.

import { l10n, StatusBarAlignment, window, type ExtensionContext, type TextEditor } from "vscode";
import { isReport } from "./documents";
import { latest } from "./latest";
import { place } from "./protocol";
import type { Server } from "./server";

export function showPlace(context: ExtensionContext, server: Server): void {
  const item = window.createStatusBarItem("crossfoot.place", StatusBarAlignment.Right, 101);
  item.name = l10n.t("Row and column at the cursor");
  item.tooltip = item.name;
  const show = latest(async (editor: TextEditor | undefined) => {
    if (!editor || !isReport(editor.document) || !server.isRunning) return item.hide();
    const uri = server.uri(editor.document);
    const position = server.position(editor.selection.active);
    const found = await server.request(place, { uri, position });
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
