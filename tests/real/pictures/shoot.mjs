// Takes the pictures: the terminal, the page in a browser, the page as it is printed.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { html } from "./ansi.mjs";

const { work, chromium: executablePath, node_home } = process.env;
const { chromium } = createRequire(`${node_home}/`)("playwright-core");

const terminal = (text) => `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; background: #fff }
  pre { display: inline-block; margin: 0; padding: 14px 18px; background: #f6f8fa; color: #24292e;
    font: 14px/1.18 "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace }
  /* Two cells of the first font, which is 0.602 of its size wide. */
  .wide { display: inline-block; width: 16.86px; font-size: 16px; line-height: 0; font-weight: inherit }
</style><pre>${text}</pre>`;

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1000, height: 760 }, deviceScaleFactor: 2 });

const printed = html(readFileSync(`${work}/check.ansi`, "utf8").trimEnd());
await page.setContent(terminal(`<b>$ crossfoot check ${html("年报.xfoot")}</b>\n${printed}`));
await page.locator("pre").screenshot({ path: `${work}/check.png` });

await page.goto(pathToFileURL(`${work}/2021.html`).href);
await page.evaluate(() => {
  document.querySelectorAll("h2")[1].scrollIntoView();
  scrollBy(0, -24);
});
await page.screenshot({ path: `${work}/page.png` });
// Size and margins are those of the page's own style sheet, if it has some.
const margin = { top: "2cm", bottom: "2cm", left: "2cm", right: "2cm" };
await page.pdf({ path: `${work}/2021.pdf`, format: "A4", margin, preferCSSPageSize: true, printBackground: true });
await browser.close();
