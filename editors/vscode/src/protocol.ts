// The server's own methods; `editors/README.md` describes them.

import { RequestType, type Position, type TextEdit } from "vscode-languageclient/node";

export const preview = new RequestType<
  { uri: string; theme?: string },
  { html: string; version: number } | null,
  void
>("crossfoot/preview");

export const template = new RequestType<{ name: string }, { text: string } | null, void>(
  "crossfoot/template",
);

export const templates = new RequestType<object, { name: string; title: string }[], void>("crossfoot/templates");

export const newReport = new RequestType<
  { template: string; entity?: string; period?: string; prior?: string },
  { text: string },
  void
>("crossfoot/new");

export const paste = new RequestType<
  { uri: string; position: Position; html?: string; text?: string },
  { edits: TextEdit[]; unmatched: string[]; message: string } | null,
  void
>("crossfoot/paste");

export const place = new RequestType<
  { uri: string; position: Position },
  { label: string } | null,
  void
>("crossfoot/place");
