// The extension on a desktop or in a remote: everything that is not declared in `package.json` is the server's, but
// for what the protocol has no word for.

import { commands, workspace, type ExtensionContext } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { watchEncodings } from "./encoding";
import { offerNewReport } from "./new-report";
import { offerPaste } from "./paste";
import { offerPreview } from "./preview";
import { createClient, start } from "./server";
import { showPlace } from "./place";
import { showStatus } from "./status";
import { showTemplates } from "./templates";

let client: LanguageClient;

export async function activate(context: ExtensionContext): Promise<void> {
  client = createClient(context);
  watchEncodings(context);
  showStatus(context, client);
  showPlace(context, client);
  showTemplates(context, client);
  offerNewReport(context, client);
  offerPaste(context, client);
  offerPreview(context, client);
  context.subscriptions.push(
    commands.registerCommand("crossfoot.showLog", () => client.outputChannel.show()),
    commands.registerCommand("crossfoot.restartServer", () => start(client)),
    workspace.onDidGrantWorkspaceTrust(() => start(client)),
    workspace.onDidChangeConfiguration(
      (event) => event.affectsConfiguration("crossfoot.server.path") && start(client),
    ),
  );
  await start(client);
}

export function deactivate(): Promise<void> | undefined {
  return client.isRunning() ? client.stop() : undefined;
}
