// The steps of the story, in order.

import { definition, hover, mistyped, right, tie } from "./steps/check.mjs";
import { newReport } from "./steps/new-report.mjs";
import { fromPage, fromSheet } from "./steps/paste.mjs";
import { morph } from "./steps/morph.mjs";
import { colours, encoding, snippet } from "./steps/plain.mjs";
import { preview } from "./steps/preview.mjs";
import { restart } from "./steps/server.mjs";
import { completion, format, outline, place, rename } from "./steps/write.mjs";

export const steps = {
  colours,
  snippet,
  encoding,
  morph,
  right,
  mistyped,
  hover,
  definition,
  tie,
  completion,
  rename,
  outline,
  format,
  place,
  preview,
  fromPage,
  fromSheet,
  newReport,
  restart,
};
