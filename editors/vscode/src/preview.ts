// The live preview: the page of the report that is shown, in a panel. The server makes the page; its script puts the
// new one in place of the old without a reload. Both sides speak in messages only, so it works in a remote as well.

import {
  commands,
  l10n,
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
  type ExtensionContext,
  type TextDocument,
  type TextEditor,
  type WebviewPanel,
} from "vscode";
import { isReport } from "./documents";
import { latest } from "./latest";
import type { FromPage, ToPage } from "./page/messages";
import { preview } from "./protocol";
import type { Server } from "./server";

const type = "crossfoot.preview";

export function offerPreview(context: ExtensionContext, server: Server): void {
  const open = new Map<string, Preview>();
  const show = (column: ViewColumn) => {
    const document = window.activeTextEditor?.document;
    if (!isReport(document)) return;
    const known = open.get(document.uri.toString());
    if (known) return known.panel.reveal(undefined, true);
    const panel = window.createWebviewPanel(type, "", { viewColumn: column, preserveFocus: true });
    keep(panel, document);
  };
  const keep = (panel: WebviewPanel, document: TextDocument) => {
    const key = document.uri.toString();
    open.set(key, new Preview(context, server, panel, document));
    panel.onDidDispose(() => open.delete(key));
  };
  context.subscriptions.push(
    commands.registerCommand("crossfoot.showPreview", () => show(ViewColumn.Active)),
    commands.registerCommand("crossfoot.showPreviewToSide", () => show(ViewColumn.Beside)),
    window.registerWebviewPanelSerializer(type, {
      deserializeWebviewPanel: async (panel, state: { uri?: string } | undefined) => {
        if (state?.uri) keep(panel, await workspace.openTextDocument(Uri.parse(state.uri)));
        else panel.dispose();
      },
    }),
  );
}

class Preview {
  /** The version of the text at the last move of the cursor: a move with a new one is typing. */
  private seen: number;

  constructor(
    context: ExtensionContext,
    private readonly server: Server,
    readonly panel: WebviewPanel,
    private readonly document: TextDocument,
  ) {
    this.seen = document.version;
    panel.title = l10n.t("Preview: {0}", workspace.asRelativePath(document.uri).split("/").pop() ?? "");
    panel.iconPath = Uri.joinPath(context.extensionUri, "media", "file-light.svg");
    const subscriptions = [
      workspace.onDidChangeTextDocument(({ document }) => document === this.document && this.update()),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("crossfoot") && this.update()),
      server.onDidChangeState(() => this.update()),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
      panel.webview.onDidReceiveMessage((message: FromPage) => this.receive(message)),
    ];
    panel.onDidDispose(() => subscriptions.forEach((it) => it.dispose()));
    const folder = workspace.getWorkspaceFolder(document.uri)?.uri ?? Uri.joinPath(document.uri, "..");
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [folder, Uri.joinPath(context.extensionUri, "dist")],
    };
    panel.webview.html = this.frame(context);
  }

  private readonly update = latest<void>(async () => {
    if (!this.server.isRunning) return;
    const uri = this.server.uri(this.document);
    const theme = workspace.getConfiguration("crossfoot", this.document).get<string>("preview.theme");
    const page = await this.server.request(preview, { uri, theme: theme || undefined });
    if (page) this.send({ type: "page", html: page.html });
  });

  private send(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  /** The cursor moved; while somebody types, the page stays where it is. */
  private follow(editor: TextEditor): void {
    if (editor.document !== this.document) return;
    const typed = this.seen !== this.document.version;
    this.seen = this.document.version;
    if (!typed) this.send({ type: "cursor", line: editor.selection.active.line });
  }

  private receive(message: FromPage): void {
    if (message.type === "ready") return this.update();
    const editor = window.visibleTextEditors.find(({ document }) => document === this.document);
    const range = new Range(message.line, 0, message.line, 0);
    if (!editor) {
      void window.showTextDocument(this.document, { selection: range, viewColumn: ViewColumn.One });
      return;
    }
    editor.selection = new Selection(range.start, range.end);
    editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** The page around the page. Only our script may run, and only our style and the report's own apply. */
  private frame(context: ExtensionContext): string {
    const { webview } = this.panel;
    const nonce = crypto.randomUUID();
    const script = webview.asWebviewUri(Uri.joinPath(context.extensionUri, "dist", "page.js"));
    const base = webview.asWebviewUri(Uri.joinPath(this.document.uri, ".."));
    const policy = [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      `style-src 'nonce-${nonce}'`,
      `img-src ${webview.cspSource} data:`,
      `base-uri ${webview.cspSource}`,
    ].join("; ");
    const state = JSON.stringify({ uri: this.document.uri.toString() }).replaceAll('"', "&quot;");
    return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<base href="${base}/">
<style nonce="${nonce}" id="style"></style>
</head>
<body>
<script nonce="${nonce}" src="${script}" data-state="${state}"></script>
</body>
</html>`;
  }
}
