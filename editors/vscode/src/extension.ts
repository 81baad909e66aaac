// The extension on a desktop or in a remote: everything that is not declared in `package.json` is the server's, but
// for what the protocol has no word for.

import { commands, workspace, type ExtensionContext } from "vscode";
import { watchEncodings } from "./encoding";
import { offerNewReport } from "./new-report";
import { offerPaste } from "./paste";
import { showPlace } from "./place";
import { offerPreview } from "./preview";
import { Server } from "./server";
import { showStatus } from "./status";
import { showTemplates } from "./templates";

let server: Server;

export async function activate(context: ExtensionContext): Promise<void> {
  server = new Server(context);
  watchEncodings(context);
  showStatus(context, server);
  showPlace(context, server);
  showTemplates(context, server);
  offerNewReport(context, server);
  offerPaste(context, server);
  offerPreview(context, server);
  context.subscriptions.push(
    server.log,
    commands.registerCommand("crossfoot.showLog", () => server.log.show()),
    commands.registerCommand("crossfoot.restartServer", () => server.start()),
    workspace.onDidGrantWorkspaceTrust(() => server.start()),
    workspace.onDidChangeConfiguration(
      (event) => event.affectsConfiguration("crossfoot.server.path") && server.start(),
    ),
  );
  await server.start();
}

export function deactivate(): Promise<void> {
  return server.stop();
}
