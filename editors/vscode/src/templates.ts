// The templates that ship with the program, shown as read-only documents.

import { workspace, type ExtensionContext } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { template } from "./protocol";

export function showTemplates(context: ExtensionContext, client: LanguageClient): void {
  const provideTextDocumentContent = async (uri: { path: string }) => {
    const name = uri.path.replace(/^\//, "").replace(/\.xfoot$/, "");
    return (await client.sendRequest(template, { name }))?.text;
  };
  context.subscriptions.push(
    workspace.registerTextDocumentContentProvider("crossfoot-template", { provideTextDocumentContent }),
  );
}
