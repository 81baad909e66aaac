// The extension in a browser without a remote. The server is a program of the machine, so there is none: colours,
// snippets and the conversion of files work, and every other command says why it does not.

import { commands, l10n, window, type ExtensionContext } from "vscode";
import { watchEncodings } from "./encoding";

const needServer = ["newReport", "showPreview", "showPreviewToSide", "restartServer", "showLog"];

export function activate(context: ExtensionContext): void {
  watchEncodings(context);
  const explain = () =>
    window.showInformationMessage(
      l10n.t("Checking and previewing need the desktop or a remote machine; in this window there are colours and snippets."),
    );
  context.subscriptions.push(
    ...needServer.map((name) => commands.registerCommand(`crossfoot.${name}`, explain)),
  );
}
