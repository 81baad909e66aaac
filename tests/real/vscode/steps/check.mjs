// What is found, what it means, and what is done about it.

import assert from "node:assert/strict";
import { report, training } from "./plain.mjs";

const problem = ".markers-panel .monaco-list-row";

/** A right report has no findings, and the status bar says so. */
export async function right(window) {
  await window.open(report);
  await window.see('.statusbar-item:has-text("It adds up")');
  assert.equal(await window.locator(".squiggly-error, .squiggly-warning").count(), 0);
}

/** One cell mistyped: underlined with both figures in Chinese, in the text and among the problems. */
export async function mistyped(window) {
  await window.open(report);
  await window.see('.statusbar-item:has-text("It adds up")');
  await window.goToText(report, /新收 *\| */, true);
  await window.press("Shift+ArrowRight");
  const begun = Date.now();
  await window.type("6");
  await window.see(".squiggly-error");
  console.log(`        underlined ${Date.now() - begun} ms after the key`);
  await window.command("Problems: Focus on Problems View");
  await window.see(`${problem}:has-text("6"):has-text("多")`);
  await window.see('.statusbar-item:has-text("Crossfoot"):not(:has-text("0 0"))');
  await window.picture("mistyped-problems");
  await window.press("Mod+j");
  await window.press("Mod+z");
  await window.see('.statusbar-item:has-text("It adds up")');
  assert.equal(await window.locator(".squiggly-error").count(), 0, "no finding outlives its cause");
}

/** Hovering a figure says where it comes from. */
export async function hover(window) {
  await window.open(report);
  await window.goToText(report, /556件/);
  await window.command("Show or Focus Hover");
  for (const part of ["119", "385", "30", "22"]) await window.see(`.monaco-hover:visible:has-text("${part}")`);
}

/** From a figure in the text to its cell, and from the row to where the form declares it. */
export async function definition(window) {
  await window.open(report);
  await window.goToText(report, /6件 =/);
  await window.command("Go to Definition");
  const row = window.read(report).split("\n").findIndex((line) => /行政规范性文件 *\|/.test(line)) + 1;
  await window.until("the cursor is in the cell", async () => (await window.cursor())[0] === row);
  await window.picture("definition-cell");
  await window.goToText(report, /新收 *\|/);
  await window.command("Go to Definition");
  await window.see('.tab.active[data-resource-name="open-gov-2021.xfoot"]');
  await window.until("the declaration of the row", async () => (await window.lines()).some((it) => it.includes("本年新收")));
}

/** A bare number in the text is tied to the cell that it speaks of. */
export async function tie(window) {
  await window.open(training);
  await window.goToText(training, /412人次/);
  await window.command("Quick Fix...");
  const offer = window.locator('.action-widget .monaco-list-row:has-text("党务")').first();
  await offer.waitFor();
  await window.picture("tie-offered");
  await offer.click();
  await window.until("the tie", async () => (await window.lines()).some((it) => /\{412人次 = 培训\[党务, ?人次\]\}/.test(it)));
  await window.see('.statusbar-item:has-text("It adds up")');
}
