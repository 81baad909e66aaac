// Pasting a table: whatever a word processor, a spreadsheet or a web page puts on the clipboard goes to the server,
// which knows the rows and columns that are there to be filled.

import {
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  l10n,
  languages,
  window,
  WorkspaceEdit,
  type CancellationToken,
  type DataTransfer,
  type DocumentPasteEditProvider,
  type ExtensionContext,
  type Range,
  type TextDocument,
} from "vscode";
import { selector } from "./documents";
import { paste } from "./protocol";
import type { Server } from "./server";

const kind = DocumentDropOrPasteEditKind.Text.append("crossfoot", "table");

/** An edit, with what is to be said once it is made. */
class Pasted extends DocumentPasteEdit {
  constructor(
    edit: WorkspaceEdit,
    readonly message: string,
  ) {
    super("", l10n.t("Paste as table"), kind);
    this.additionalEdit = edit;
  }
}

export function offerPaste(context: ExtensionContext, server: Server): void {
  const provider: DocumentPasteEditProvider<Pasted> = {
    provideDocumentPasteEdits: (document, ranges, data, _context, token) =>
      pasted(server, document, ranges, data, token),
    resolveDocumentPasteEdit: (edit) => {
      if (edit.message) void window.showInformationMessage(edit.message);
      return edit;
    },
  };
  context.subscriptions.push(
    languages.registerDocumentPasteEditProvider(selector, provider, {
      providedPasteEditKinds: [kind],
      pasteMimeTypes: ["text/html", "text/plain"],
    }),
  );
}

async function pasted(
  server: Server,
  document: TextDocument,
  ranges: readonly Range[],
  data: DataTransfer,
  token: CancellationToken,
): Promise<Pasted[] | undefined> {
  const [range, ...others] = ranges;
  const html = await data.get("text/html")?.asString();
  const text = await data.get("text/plain")?.asString();
  // A single line without a tab is no table and no paragraphs: VS Code pastes it best.
  const structured = /<(table|p|li)\b/i.test(html ?? "") || /\t|\n./.test(text ?? "");
  if (!range || others.length || !structured || !server.isRunning) return;
  const uri = server.uri(document);
  const position = server.position(range.start);
  const found = await server.request(paste, { uri, position, html, text }, token);
  if (!found?.edits.length || token.isCancellationRequested) return;
  const edit = new WorkspaceEdit();
  edit.set(document.uri, await server.edits(found.edits));
  if (!range.isEmpty) edit.delete(document.uri, range);
  return [new Pasted(edit, found.message)];
}
