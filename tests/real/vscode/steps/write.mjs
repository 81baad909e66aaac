// Writing: what is offered, renamed, listed and put in order.

import assert from "node:assert/strict";
import { report, training } from "./plain.mjs";

/** A row that the form has is offered by its first character. */
export async function completion(window) {
  const text = window.read(report).replace(/^ +部分公开.*$/m, "    ");
  await window.fresh("补一行.xfoot", text);
  await window.goToText("补一行.xfoot", /予以公开 *\|/);
  await window.press("ArrowDown");
  await window.press("End");
  await window.keys("部");
  const offered = window.locator('.suggest-widget.visible .monaco-list-row:has-text("部分公开")').first();
  await offered.waitFor();
  await window.picture("completion-offered");
  await window.press("Enter");
  await window.until("the row's name", async () => (await window.lines()).some((it) => /^ +部分公开/.test(it)));
}

/** A name is changed wherever it stands. */
export async function rename(window) {
  await window.open(report);
  await window.goToText(report, /预决算 \+ 其他信息/);
  await window.press("F2");
  const input = window.locator(".rename-box input.rename-input");
  await input.waitFor();
  await input.fill("财政预决算");
  await input.press("Enter");
  await window.until("both places", async () => {
    const lines = (await window.lines()).join("\n");
    return lines.includes("{财政预决算") && lines.includes("+ 财政预决算 +");
  });
  await window.see('.statusbar-item:has-text("It adds up")');
}

/** Sections and tables, beside the text and in a list to choose from. */
export async function outline(window) {
  await window.open(report);
  await window.command("Explorer: Focus on Outline View");
  await window.see('.outline-tree .monaco-list-row:has-text("一、总体情况")');
  await window.picture("outline-tree");
  await window.goTo(1);
  await window.command("Go to Symbol in Editor...");
  await window.pick("复议诉讼", "@复议诉讼");
  const table = window.read(report).split("\n").indexOf("@表 复议诉讼") + 1;
  await window.until("the cursor at the table", async () => (await window.cursor())[0] === table);
}

/** Saving aligns the table, and the cursor stays at what it was at. */
export async function format(window) {
  const name = "没对齐.xfoot";
  await window.fresh(name, window.read(training).replace("业务 | 14 | 471", "业务|14|471").replace("党务 | 10", "党务  |   10"));
  await window.goToText(name, /14\|(?=471)/, true);
  await window.type(" ");
  await window.save();
  const lines = window.read(name).split("\n");
  const row = lines.findIndex((it) => it.includes("471"));
  assert.equal(lines[row - 1].indexOf("|"), lines[row].indexOf("|"), lines.join("\n"));
  const [line, column] = await window.cursor();
  assert.equal(lines[line - 1].slice(column - 1).trimStart(), "471", "the cursor is at its figure");
}

/** The row and column at the cursor of a wide table. */
export async function place(window) {
  await window.open(report);
  await window.goToText(report, /^ +(\| *0 *){4}\| */, true);
  await window.see('.statusbar-item:has-text("复议"):has-text("总计")');
}
