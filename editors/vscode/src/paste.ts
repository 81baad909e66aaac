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
import type { LanguageClient } from "vscode-languageclient/node";
import { selector } from "./documents";
import { paste } from "./protocol";

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

export function offerPaste(context: ExtensionContext, client: LanguageClient): void {
  const provider: DocumentPasteEditProvider<Pasted> = {
    provideDocumentPasteEdits: (document, ranges, data, _context, token) =>
      pasted(client, document, ranges, data, token),
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
  client: LanguageClient,
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
  if (!range || others.length || !structured || !client.isRunning()) return;
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  const position = client.code2ProtocolConverter.asPosition(range.start);
  const found = await client.sendRequest(paste, { uri, position, html, text }, token);
  if (!found?.edits.length || token.isCancellationRequested) return;
  const edit = new WorkspaceEdit();
  edit.set(document.uri, await client.protocol2CodeConverter.asTextEdits(found.edits));
  if (!range.isEmpty) edit.delete(document.uri, range);
  return [new Pasted(edit, found.message)];
}
