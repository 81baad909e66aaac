// Tables that come from elsewhere.

import { execFileSync } from "node:child_process";
import { report } from "./plain.mjs";

const empty = (text, table) => text.replace(new RegExp(`(@表 ${table}\n)(?:  .*\n)+`), "$1  \n");

/** The rows of a table, without white space. */
function rows(text, table) {
  const block = text.match(new RegExp(`@表 ${table}\n((?:.*\\S.*\n)+)`))?.[1] ?? "";
  return block.split("\n").filter((it) => /^\s*[^@\s].*\|/.test(it)).map((it) => it.replace(/\s/g, ""));
}

async function pasteInto(window, name, table) {
  await window.fresh(name, empty(window.read(report), table));
  await window.goToText(name, new RegExp(`@表 ${table}`));
  await window.press("ArrowDown");
  await window.press("End");
  await window.press("Mod+v");
}

async function compare(window, name, table, message) {
  const meant = rows(window.read(report), table);
  await window.see(`.notification-toast:has-text("${message}")`);
  await window.picture(`${table}-pasted`);
  await window.save();
  const pasted = rows(window.read(name), table);
  const missing = meant.filter((row) => !pasted.includes(row));
  if (missing.length) throw new Error(`not there: ${missing.join("\n")}\nbut:\n${pasted.join("\n")}`);
  await window.see('.statusbar-item:has-text("It adds up")');
}

/** A table of a page in the browser, with its headers over several rows and columns. */
export async function fromPage(window) {
  const html = execFileSync(window.crossfoot, ["compile", "-f", "html", `${window.folder}/${report}`]);
  const page = await window.context.newPage();
  await page.setContent(html.toString());
  await page.evaluate(() => {
    const table = [...document.querySelectorAll("table")].find((it) => it.textContent.includes("本年新收"));
    getSelection().selectAllChildren(table.parentElement);
  });
  await page.keyboard.press(`${window.mod}+c`);
  await page.close();
  await window.page.bringToFront();
  await pasteInto(window, "从网页.xfoot", "申请");
  await compare(window, "从网页.xfoot", "申请", "表三已填25行");
}

/** Cells of a spreadsheet: tabs, quotes round a cell with two lines, and the same as HTML. */
export async function fromSheet(window) {
  const cells = [
    ["规章", "0", "0", "0"],
    ["行政\n规范性文件", "6", "4", "19"],
    ["行政许可", "15602"],
    ["行政处罚", "0"],
    ["行政强制", "0"],
    ["行政事业性收费", "0"],
  ];
  const text = cells.map((row) => row.map((it) => (it.includes("\n") ? `"${it}"` : it)).join("\t")).join("\r\n");
  const row = (row) => `<tr>${row.map((it) => `<td>${it.replace("\n", "<br>")}</td>`).join("")}</tr>`;
  const html = `<html><body><table cellspacing="0">${cells.map(row).join("")}</table></body></html>`;
  await window.page.evaluate(
    ([html, text]) => {
      const as = (type, content) => new Blob([content], { type });
      const item = { "text/html": as("text/html", html), "text/plain": as("text/plain", text) };
      return navigator.clipboard.write([new ClipboardItem(item)]);
    },
    [html, text],
  );
  await pasteInto(window, "从表格.xfoot", "主动公开");
  await compare(window, "从表格.xfoot", "主动公开", "表二已填6行");
}
