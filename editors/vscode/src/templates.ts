// The templates that ship with the program, shown as read-only documents.

import { workspace, type ExtensionContext } from "vscode";
import { template } from "./protocol";
import type { Server } from "./server";

export function showTemplates(context: ExtensionContext, server: Server): void {
  const provideTextDocumentContent = async (uri: { path: string }) => {
    const name = uri.path.replace(/^\//, "").replace(/\.xfoot$/, "");
    return (await server.request(template, { name }))?.text;
  };
  context.subscriptions.push(
    workspace.registerTextDocumentContentProvider("crossfoot-template", { provideTextDocumentContent }),
  );
}
