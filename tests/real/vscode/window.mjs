// A window of VS Code in a browser, and what a person does in it.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const patience = 20_000;

export async function openWindow({ home, chromium, address, ...more }) {
  const require = createRequire(`${home}/`);
  const browser = await require("playwright-core").chromium.launch({
    executablePath: chromium,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "zh-CN" });
  context.setDefaultTimeout(patience);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  await page.goto(`${address}/?folder=${encodeURIComponent(more.folder)}`, { waitUntil: "domcontentloaded" });
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 60_000 });
  return new Window(browser, context, page, more);
}

export class Window {
  /** `folder` is open, `pictures` are kept, `settings` are the user's, `crossfoot` is the program. */
  constructor(browser, context, page, { folder, pictures, settings, crossfoot }) {
    Object.assign(this, { browser, context, page, folder, pictures, settings, crossfoot });
    this.mod = process.platform === "darwin" ? "Meta" : "Control";
  }

  close = () => this.browser.close();

  press = (key) => this.page.keyboard.press(key.replace("Mod", this.mod));

  type = (text) => this.page.keyboard.insertText(text);

  /** Types key by key, so that the editor offers what it has to offer. */
  async keys(text) {
    for (const key of text) await this.page.keyboard.type(key);
  }

  locator = (selector) => this.page.locator(selector);

  /** Waits for something to be seen. */
  see = (selector, options) => this.page.locator(selector).first().waitFor(options);

  picture = (name) => this.page.screenshot({ path: `${this.pictures}/${name}.png` });

  /** Fills in the box at the top, once it asks. */
  async answer(text) {
    const input = this.page.locator(".quick-input-widget input.input:visible");
    await input.waitFor();
    await input.fill(text);
    return input;
  }

  /** Picks from the list that the box at the top offers. */
  async pick(text, filter = text) {
    await this.answer(filter);
    await this.page.locator(`.quick-input-list .monaco-list-row[aria-label*="${text}"]`).first().click();
  }

  /** A command by its English name. */
  async command(name) {
    await this.press("F1");
    await this.pick(name, `>${name}`);
  }

  /** A file of the folder, as it is on disk, in the only editor. */
  async open(name) {
    await this.closeAll();
    await this.press("Mod+p");
    await this.pick(name, `${this.folder}/${name}`);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator(".monaco-editor.focused .view-line, .editor-instance .view-line").first().waitFor();
  }

  /** A new file of the folder. */
  async fresh(name, text) {
    writeFileSync(`${this.folder}/${name}`, text);
    await this.open(name);
  }

  /** Closes all editors, and whatever a failed step has left open. */
  async closeAll() {
    const discard = this.page.locator('.monaco-dialog-box .monaco-button:has-text("Don\'t Save")');
    await this.press("Escape");
    await this.command("View: Close All Editors");
    await this.until("no editor", async () => {
      if (await discard.isVisible()) await discard.click();
      return (await this.page.locator(".tab").count()) === 0;
    });
  }

  /** Puts the cursor on a line and column, both from 1. */
  async goTo(line, column = 1) {
    await this.press("Control+g");
    // A column that is typed counts wide characters twice.
    await (await this.answer(`:${line}:1`)).press("Enter");
    await this.page.locator(".quick-input-widget:visible").waitFor({ state: "hidden" });
    for (let at = 1; at < column; at += 1) await this.press("ArrowRight");
  }

  /** Puts the cursor in front of the first place where something stands in the file on disk, or behind it. */
  async goToText(name, pattern, behind = false) {
    const lines = this.read(name).split(/\r?\n/);
    const line = lines.findIndex((it) => it.search(pattern) >= 0);
    if (line < 0) throw new Error(`${name} has no ${pattern}`);
    const { index, 0: found } = lines[line].match(pattern);
    await this.goTo(line + 1, index + 1 + (behind ? found.length : 0));
    return line + 1;
  }

  /** Where the cursor is, as the status bar says: `[line, column]`. */
  async cursor() {
    const text = await this.page.locator("#status\\.editor\\.selection").innerText();
    return text.match(/\d+/g).slice(0, 2).map(Number);
  }

  async save() {
    await this.press("Mod+s");
    await this.page.locator(".tab.active.dirty").waitFor({ state: "detached" });
  }

  read = (name) => readFileSync(`${this.folder}/${name}`, "utf8");

  /** What is typed is not kept. */
  async revert() {
    await this.command("File: Revert File");
    await this.page.locator(".tab.active.dirty").waitFor({ state: "detached" });
  }

  /** What stands on the lines that are seen. */
  lines = () =>
    this.page
      .locator(".editor-instance .view-line")
      .evaluateAll((lines) => lines.map((line) => line.textContent.replaceAll("\u00a0", " ")));

  /** Waits until something is so. */
  async until(what, test) {
    const end = Date.now() + patience;
    for (;;) {
      const value = await test();
      if (value) return value;
      if (Date.now() > end) throw new Error(`never: ${what}`);
      await this.page.waitForTimeout(50);
    }
  }
}
