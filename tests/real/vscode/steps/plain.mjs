// What needs no server.

import assert from "node:assert/strict";

export const report = "报告.xfoot";
export const training = "培训.xfoot";

/** The language is recognised, and marks, words and numbers have colours of their own. */
export async function colours(window) {
  await window.open(report);
  await window.see('.statusbar-item:has-text("Crossfoot")');
  assert.equal(await window.locator("#status\\.editor\\.mode").innerText(), "Crossfoot");
  const colour = (text) =>
    window
      .locator(`.view-line span span:text-is("${text}")`)
      .first()
      .evaluate((span) => getComputedStyle(span).color);
  const [word, text] = [await colour("@报告"), await colour("广州市科学技术局")];
  assert.notEqual(word, text);
  assert.notEqual(await colour("556件"), text);
}

/** A snippet by its Chinese word. */
export async function snippet(window) {
  await window.open(training);
  await window.press("Mod+End");
  await window.command("Snippets: Insert Snippet");
  await window.pick("zhulie");
  await window.until("the snippet", async () => (await window.lines()).some((it) => it.includes("@核对 逐列：合计 = 甲 + 乙")));
  await window.revert();
}

/** A file in GBK is named for what it is, and converted with one click. */
export async function encoding(window) {
  await window.open("老报告.xfoot");
  const message = '.notification-toast:has-text("老报告.xfoot"):has-text("GBK")';
  await window.see(message);
  await window.picture("encoding-named");
  await window.locator(`${message} .monaco-button:has-text("UTF-8")`).click();
  await window.until("the file in UTF-8", () => window.read("老报告.xfoot") === window.read(report));
  await window.until("the text as it is meant", async () => (await window.lines())[0]?.includes("广州市科学技术局"));
}
