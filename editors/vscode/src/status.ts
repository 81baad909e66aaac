// The item in the status bar: whether the server runs, and what is found in the report that is shown.

import {
  DiagnosticSeverity,
  l10n,
  languages,
  MarkdownString,
  StatusBarAlignment,
  ThemeColor,
  window,
  type ExtensionContext,
} from "vscode";
import { State } from "vscode-languageclient/node";
import { isReport } from "./documents";
import type { Server } from "./server";

export function showStatus(context: ExtensionContext, server: Server): void {
  const item = window.createStatusBarItem("crossfoot.status", StatusBarAlignment.Right, 100);
  item.name = "Crossfoot";
  const show = () => {
    const document = window.activeTextEditor?.document;
    if (!isReport(document)) return item.hide();
    item.backgroundColor = undefined;
    if (server.state === State.Starting) {
      item.text = "$(sync~spin) Crossfoot";
      item.tooltip = l10n.t("The server is starting");
      item.command = "crossfoot.showLog";
    } else if (server.state !== State.Running) {
      item.text = "$(circle-slash) Crossfoot";
      item.tooltip = l10n.t("The server is not running; click to start it");
      item.command = "crossfoot.restartServer";
      item.backgroundColor = new ThemeColor("statusBarItem.warningBackground");
    } else {
      const found = languages.getDiagnostics(document.uri);
      const errors = found.filter((it) => it.severity === DiagnosticSeverity.Error).length;
      const rest = found.length - errors;
      item.text = found.length
        ? `$(error) ${errors} $(warning) ${rest} Crossfoot`
        : `$(check) ${l10n.t("It adds up")}`;
      item.tooltip = tooltip(errors, rest);
      item.command = "workbench.actions.view.problems";
    }
    item.show();
  };
  context.subscriptions.push(
    item,
    server.onDidChangeState(show),
    languages.onDidChangeDiagnostics(show),
    window.onDidChangeActiveTextEditor(show),
  );
  show();
}

function tooltip(errors: number, rest: number): MarkdownString {
  const found = l10n.t("{0} errors, {1} other findings in this report", errors, rest);
  const links = [
    [l10n.t("Show preview"), "crossfoot.showPreviewToSide"],
    [l10n.t("Show log"), "crossfoot.showLog"],
    [l10n.t("Restart server"), "crossfoot.restartServer"],
  ].map(([title, command]) => `[${title}](command:${command})`);
  const text = new MarkdownString(`${found}\n\n${links.join(" · ")}`);
  text.isTrusted = { enabledCommands: ["crossfoot.showPreviewToSide", "crossfoot.showLog", "crossfoot.restartServer"] };
  return text;
}
