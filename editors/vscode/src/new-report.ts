// A new report: asks which form, who reports, for which period, and where last year's is.

import { commands, l10n, window, workspace, type ExtensionContext, type QuickPickItem } from "vscode";
import { language } from "./documents";
import { newReport, templates } from "./protocol";
import type { Server } from "./server";

export function offerNewReport(context: ExtensionContext, server: Server): void {
  context.subscriptions.push(commands.registerCommand("crossfoot.newReport", () => create(server)));
}

async function create(server: Server): Promise<void> {
  const all = await server.request(templates, {});
  const form = await window.showQuickPick(
    all.map(({ name, title }): QuickPickItem => ({ label: title, description: name })),
    { title: l10n.t("New report (1 of 4)"), placeHolder: l10n.t("Which form?"), matchOnDescription: true },
  );
  if (!form?.description) return;
  const entity = await window.showInputBox({
    title: l10n.t("New report (2 of 4)"),
    prompt: l10n.t("Who reports? May be left empty."),
  });
  if (entity === undefined) return;
  const period = await window.showInputBox({
    title: l10n.t("New report (3 of 4)"),
    prompt: l10n.t("For which period? A year, such as {0}. May be left empty.", new Date().getFullYear() - 1),
    value: String(new Date().getFullYear() - 1),
  });
  if (period === undefined) return;
  const prior = await lastYears();
  if (prior === undefined) return;
  const { text } = await server.request(newReport, {
    template: form.description,
    entity: entity || undefined,
    period: period || undefined,
    prior: prior || undefined,
  });
  await window.showTextDocument(await workspace.openTextDocument({ language, content: text }));
}

/** Last year's file, empty if there is none, `undefined` if the user gave up. */
async function lastYears(): Promise<string | undefined> {
  const none = { label: l10n.t("There is none"), path: "" };
  const reports = (await workspace.findFiles("**/*.xfoot", undefined, 200)).map((uri) => ({
    label: workspace.asRelativePath(uri),
    path: workspace.asRelativePath(uri, false),
  }));
  const picked = await window.showQuickPick([none, ...reports], {
    title: l10n.t("New report (4 of 4)"),
    placeHolder: l10n.t("Last year's report, for what is carried over?"),
  });
  return picked?.path;
}
