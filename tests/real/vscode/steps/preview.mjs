// The live preview.

import assert from "node:assert/strict";
import { report } from "./plain.mjs";

export async function preview(window) {
  await window.open(report);
  await window.command("Crossfoot: Show Preview to the Side");
  const page = window.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  const heading = (text) => page.locator(`h1, h2, h3, h4`).filter({ hasText: text }).first();
  const scrolled = () => page.locator("html").evaluate((root) => root.scrollTop);
  const seen = (locator) => locator.evaluate((it) => it.getBoundingClientRect().top >= 0 && it.getBoundingClientRect().bottom <= innerHeight);
  await heading("2021年政府信息公开工作年度报告").waitFor();
  await page.locator("html").evaluate(() => (globalThis.kept = true));
  await window.picture("preview-opened");

  // It follows the cursor.
  const last = await window.goToText(report, /# 六、其他需要报告的事项/);
  await window.press("End");
  await window.until("the last section in the page", () => seen(heading("其他需要报告的事项")));
  await window.picture("preview-followed");

  // While one types it changes at once, without a reload, and stays where the reader has put it.
  await page.locator("html").evaluate((root) => (root.scrollTop = 0));
  const begun = Date.now();
  await window.keys("甲乙");
  await heading("其他需要报告的事项甲乙").waitFor({ state: "attached" });
  console.log(`        shown ${Date.now() - begun} ms after the first of two keys`);
  assert.equal(await scrolled(), 0, "it does not jump while somebody types");
  assert.equal(await page.locator("html").evaluate(() => globalThis.kept), true, "it is not loaded again");

  // A click in it moves the editor.
  await heading("（三）政府信息管理情况").click();
  const line = window.read(report).split("\n").findIndex((it) => it.includes("（三）政府信息管理情况")) + 1;
  await window.until("the cursor at what was clicked", async () => (await window.cursor())[0] === line);
  assert.notEqual(line, last);
}
