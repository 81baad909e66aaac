import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { fragments, pages } from "./reports.mjs";

const { CHROMIUM, NODE_HOME, PAGES } = process.env;
const require = createRequire(path.join(NODE_HOME, "node_modules/"));
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

let passed = 0;
let failed = 0;
function expect(what, is, detail = "") {
  if (is) {
    passed += 1;
  } else {
    failed += 1;
    console.error(`FAILED ${what}${detail && `\n  ${detail}`}`);
  }
}

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

// Opens a page, and keeps what it asked for, ran and complained of.
async function open(file, { width = 1280, colorScheme = "light" } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const seen = [];
  page.on("request", (request) => seen.push(`asks for ${request.url()}`));
  page.on("dialog", (dialog) => seen.push(`shows ${dialog.message()}`) && dialog.dismiss());
  page.on("console", (message) => seen.push(`says ${message.text()}`));
  page.on("pageerror", (error) => seen.push(`throws ${error.message}`));
  const url = pathToFileURL(file).href;
  await page.goto(url, { waitUntil: "load" });
  // A picture may lie beside the page, and need not be there.
  const beside = `asks for ${pathToFileURL(PAGES).href}/`;
  const missing = "says Failed to load resource: net::ERR_FILE_NOT_FOUND";
  return { page, close: () => context.close(), others: () => seen.filter((it) => !it.startsWith(beside) && it !== missing) };
}

async function violations(page) {
  // Not as a script of the page, which the page would not let in.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { preload: false }));
  return violations.map((it) => `${it.id}: ${it.help}\n    ${it.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join("\n    ")}`);
}

// Accessible, at rest, and never broader than the window.
for (const file of [...pages, ...fragments]) {
  const name = path.basename(file);
  const isOurs = !name.includes(".fragment.");
  const looks = [{ width: 1280 }, { width: 390 }];
  if (name.includes(".plain.")) looks.push({ width: 1280, colorScheme: "dark" });
  for (const look of isOurs ? looks : looks.slice(0, 1)) {
    const { page, close, others } = await open(file, look);
    const what = `${name} at ${look.width} ${look.colorScheme ?? ""}`;
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    const found = await violations(page);
    expect(`${what}: axe`, found.length === 0, found.join("\n  "));
    expect(`${what}: nothing asked for, nothing run`, others().length === 0, others().join("\n  "));
    if (isOurs) {
      const [inner, needed] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
      expect(`${what}: fits`, needed <= inner, `${needed} > ${inner}`);
      // The JSON is there for whoever reads the page.
      const version = await page.evaluate(() => JSON.parse(document.getElementById("xf-json").textContent).version);
      expect(`${what}: JSON`, Number.isInteger(version));
    }
    await close();
  }
}

// The table scrolls in its own box, which the keyboard reaches.
{
  const { page, close } = await open(path.join(PAGES, "us-foia-sample.plain.html"), { width: 390 });
  const boxes = await page.$$eval(".xf-scroll", (all) =>
    all.filter((box) => box.scrollWidth > box.clientWidth).map((box) => [box.tabIndex, box.ariaLabelledByElements?.[0]?.textContent]),
  );
  expect("some tables scroll", boxes.length > 3, `${boxes.length}`);
  expect("every box is reached and named", boxes.every(([tab, name]) => tab === 0 && name), JSON.stringify(boxes));
  await close();
}

// A picture that lies beside the page is shown.
{
  const { page, close } = await open(path.join(PAGES, "picture.plain.html"));
  expect("a picture beside the page", (await page.evaluate(() => document.images[0].naturalWidth)) === 1);
  await close();
}

// Valid, to the Nu HTML checker.
{
  const jar = path.join(NODE_HOME, "node_modules/vnu-jar/build/dist/vnu.jar");
  const nu = spawnSync("java", ["-jar", jar, "--format", "json", "--exit-zero-always", ...pages, ...fragments], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  // It takes data for a script, and neither looks for the digest of a style nor knows what lies beside a file: the
  // browser lets all of them in. And it guesses at languages.
  const isMistaken = (it) => it.type === "info" && /violates Content Security Policy|appears to be written in/.test(it.message);
  const found = JSON.parse(nu.stderr).messages.filter((it) => !isMistaken(it));
  const messages = found.map((it) => `${path.basename(it.url)}:${it.lastLine}: ${it.message}`);
  expect(`Nu HTML checker, ${pages.length + fragments.length} pages`, messages.length === 0, [...new Set(messages)].slice(0, 20).join("\n  "));
}

// Printed.
async function print(file) {
  const { page, close } = await open(file);
  const pdf = file.replace(/\.html$/, ".pdf");
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  await close();
  const sheets = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" }).split("\f").slice(0, -1);
  const info = execFileSync("pdfinfo", ["-f", "1", "-l", "99", pdf], { encoding: "utf8" });
  return { sheets, sizes: [...info.matchAll(/Page +\d+ size: +(.*)/g)].map(([, size]) => size) };
}

{
  const { sheets, sizes } = await print(path.join(PAGES, "gz-kjj-2021.official.html"));
  expect("official: A4", sizes.every((size) => /^594\.\d+ x 841\.\d+ pts \(A4\)/.test(size)), sizes.join(", "));
  expect("official: several pages", sheets.length > 4, `${sheets.length}`);
  sheets.forEach((sheet, at) => {
    const last = sheet.trimEnd().split("\n").at(-1);
    expect(`official: number of page ${at + 1}`, last.replaceAll(" ", "") === `—${at + 1}—`, last);
    const isRight = last.search(/\S/) > 15;
    expect(`official: page ${at + 1} has it outside`, isRight === (at % 2 === 0), last);
  });
  expect("official: no draft", !sheets.some((sheet) => sheet.includes("草")));
  expect("the list of rules is not printed while it is closed", !sheets.some((sheet) => sheet.includes("核对情况")));
}
{
  const { sheets } = await print(path.join(PAGES, "faulty.official.html"));
  expect("a draft on every page", sheets.every((sheet) => /草\s*稿/.test(sheet)));
  expect("what does not agree is printed", /核对中发现的问题/.test(sheets.join("")));
}
for (const [name, head] of [
  ["long-zh.official", /单位名称\s+本年\s+上年/],
  ["long-en.plain", /Branch\s+This year\s+Last year/],
]) {
  const { sheets } = await print(path.join(PAGES, `${name}.html`));
  expect(`${name}: several pages`, sheets.length > 2, `${sheets.length}`);
  expect(`${name}: the head on every page`, sheets.every((sheet) => head.test(sheet)));
}
{
  const { sizes } = await print(path.join(PAGES, "us-foia-sample.plain.html"));
  const [upright, lying] = [/^612 x 792 pts/, /^792 x 612 pts/].map((size) => sizes.filter((it) => size.test(it)).length);
  expect("plain: broad tables lie on their side", upright > 1 && lying > 1 && upright + lying === sizes.length, sizes.join(", "));
}

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
