// The server: which program it is, and its life.

import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { l10n, window, workspace, type ExtensionContext } from "vscode";
import { LanguageClient, type LanguageClientOptions } from "vscode-languageclient/node";
import { selector } from "./documents";

/** The program of the settings, else the one that comes with the extension, else the one on the path. */
function program(context: ExtensionContext): string {
  // In a folder that is not trusted VS Code leaves the folder's own setting out.
  const set = workspace.getConfiguration("crossfoot").get<string>("server.path");
  if (set) return set;
  const name = process.platform === "win32" ? "crossfoot.exe" : "crossfoot";
  const bundled = join(context.extensionPath, "server", name);
  return existsSync(bundled) ? bundled : "crossfoot";
}

/** Runs the program, or says why it cannot. */
function run(command: string): Promise<ChildProcess> {
  const server = spawn(command, ["lsp"]);
  return new Promise((resolve, reject) => server.once("spawn", () => resolve(server)).once("error", reject));
}

export function createClient(context: ExtensionContext): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: selector,
    initializationOptions: { showsTemplates: true, settings: workspace.getConfiguration("crossfoot") },
    synchronize: { configurationSection: "crossfoot" },
    outputChannelName: "Crossfoot",
    middleware: {
      provideInlayHints: (document, range, token, next) =>
        workspace.getConfiguration("crossfoot", document).get("inlayHints")
          ? next(document, range, token)
          : [],
    },
  };
  // Asked anew at each start, for the settings may have changed.
  return new LanguageClient("crossfoot", "Crossfoot", () => run(program(context)), options);
}

/** Starts the server, again if it runs. */
export async function start(client: LanguageClient): Promise<void> {
  try {
    await (client.isRunning() ? client.restart() : client.start());
  } catch (error) {
    const log = l10n.t("Show log");
    const message = l10n.t("The Crossfoot server did not start: {0}", String(error));
    if ((await window.showErrorMessage(message, log)) === log) client.outputChannel.show();
  }
}
