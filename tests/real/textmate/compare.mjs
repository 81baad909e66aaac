// Runs the grammar for editors over every text at hand and compares it, character by character, with the parser.
//
// usage: node compare.mjs FOLDER-WITH-NODE_MODULES GRAMMAR TOKENS
//
// Each kind of token has one name that its characters must have in the grammar, and no other character may have it.
// Where nothing stands in `expected`, the character must have no name at all: it is text.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [home, grammarPath, tokensPath] = process.argv.slice(2);
const require = createRequire(`${home}/`);
const { Registry, INITIAL, parseRawGrammar } = require("vscode-textmate");
const oniguruma = require("vscode-oniguruma");

/** The kind of token → what its characters are called in the grammar. */
const expected = {
  Comment: "comment.line",
  Escape: "constant.character.escape",
  OpenFigure: "punctuation.section.embedded",
  CloseFigure: "punctuation.section.embedded",
  Stars: "punctuation.definition.bold",
  OpenLink: "punctuation.definition.link",
  MiddleLink: "punctuation.definition.link",
  CloseLink: "punctuation.definition.link",
  NoteRef: "entity.name.footnote",
  FootnoteMark: "entity.name.footnote",
  HeadingMark: "punctuation.definition.heading",
  ItemMark: "punctuation.definition.list",
  Conflict: "invalid.illegal.conflict",
  At: "keyword.control",
  Word: "keyword.control",
  As: "keyword.control",
  Each: "keyword.control",
  Of: "keyword.control",
  AtFigure: "keyword.control",
  From: "keyword.control",
  Ends: "keyword.control",
  Name: "variable.other",
  Quoted: "string.quoted",
  Number: "constant.numeric",
  Digits: "constant.numeric",
  Numeral: "constant.numeric",
  Date: "constant.numeric",
  NotApplicable: "constant.language",
  Absent: "constant.language",
  Function: "support.function",
  And: "keyword.operator.word",
  Or: "keyword.operator.word",
  Not: "keyword.operator.word",
  Is: "keyword.operator.word",
  In: "keyword.operator.word",
  Within: "keyword.operator.word",
  Else: "keyword.operator.word",
  DotDot: "keyword.operator",
  Star: "keyword.operator",
  Plus: "keyword.operator",
  Minus: "keyword.operator",
  Slash: "keyword.operator",
  Equals: "keyword.operator",
  NotEqual: "keyword.operator",
  Less: "keyword.operator",
  LessEqual: "keyword.operator",
  Greater: "keyword.operator",
  GreaterEqual: "keyword.operator",
  Dot: "punctuation.separator",
  Comma: "punctuation.separator",
  Colon: "punctuation.separator",
  Bar: "punctuation.separator.cell",
  OpenParen: "punctuation.section",
  CloseParen: "punctuation.section",
  OpenBracket: "punctuation.section",
  CloseBracket: "punctuation.section",
  Direction: "keyword.other.direction",
  Hedge: "keyword.other.hedge",
  Currency: "keyword.other.currency",
  Scale: "keyword.other.scale",
  Unit: "keyword.other.unit",
  Note: "comment.note",
  Mark: "constant.other.mark",
  Period: "constant.other.period",
};

/** From the most particular name to the least: `keyword.operator.word` is no `keyword.operator`. */
const names = [...new Set(Object.values(expected))].sort((a, b) => b.length - a.length);

/** What a character is called by the scopes that it has, the innermost first. */
function called(scopes) {
  for (const scope of [...scopes].reverse()) {
    const name = names.find((name) => scope === name || scope.startsWith(`${name}.`));
    if (name) return name;
  }
  return "";
}

async function load() {
  await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => parseRawGrammar(readFileSync(grammarPath, "utf8"), grammarPath),
  });
  return registry.loadGrammar("text.xfoot");
}

/** For each character of each line what the grammar calls it. */
function byGrammar(grammar, text) {
  let stack = INITIAL;
  return text.split(/\r\n|\n|\r/).map((line) => {
    const { tokens, ruleStack, stoppedEarly } = grammar.tokenizeLine(line, stack);
    if (stoppedEarly) throw new Error(`the grammar is too slow for ${line}`);
    stack = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) =>
      Array(Math.min(endIndex, line.length) - startIndex).fill(called(scopes)),
    );
  });
}

/** For each character of each line what the parser calls it. */
function byParser(tokens) {
  const lines = [[]];
  for (const [kind, text] of tokens) {
    if (kind === "Bom") continue;
    text.split(/(\r\n|\n|\r)/).forEach((part, at) => {
      if (at % 2) lines.push([]);
      else lines.at(-1).push(...Array(part.length).fill([expected[kind] ?? "", kind]));
    });
  }
  return lines;
}

const grammar = await load();
let compared = 0;
const differing = [];
for (const sample of JSON.parse(readFileSync(tokensPath, "utf8"))) {
  const text = sample.tokens.map(([, text]) => text).join("").replace(/^\ufeff/, "");
  const lines = text.split(/\r\n|\n|\r/);
  const shown = byGrammar(grammar, text);
  const meant = byParser(sample.tokens);
  for (const [at, line] of lines.entries()) {
    const wrong = line.split("").findIndex((character, column) => {
      if (/\s/.test(character)) return false;
      compared += 1;
      return shown[at][column] !== meant[at][column][0];
    });
    if (wrong >= 0) {
      const [name, kind] = meant[at][wrong];
      differing.push(
        `${sample.name} line ${at + 1}: ${line}\n` +
          `  ${line.slice(wrong, wrong + 24)} is ${kind}, so ${name || "text"}, but ${shown[at][wrong] || "text"}`,
      );
    }
  }
}
differing.slice(0, Number(process.env.SHOW ?? 20)).forEach((line) => console.log(line));
console.log(`${compared} characters compared, ${differing.length} lines differ`);
process.exitCode = differing.length ? 1 : 0;
