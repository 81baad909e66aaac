// The script of the preview: shows pages, follows the cursor, and says what is clicked.

import type { FromPage, ToPage } from "./messages";
import { morph } from "./morph";

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void; setState(state: unknown): void };

const host = acquireVsCodeApi();
host.setState(JSON.parse(document.currentScript?.dataset.state ?? "{}"));
document.currentScript?.remove();

const style = document.getElementById("style")!;
const reader = new DOMParser();

function show(html: string): void {
  const page = reader.parseFromString(html, "text/html");
  const rules = [...page.querySelectorAll("style")].map((it) => it.textContent).join("\n");
  if (style.textContent !== rules) style.textContent = rules;
  document.documentElement.lang = page.documentElement.lang;
  morph(document.body, page.body);
}

/** The last element that begins on the line or before it. */
function elementAt(line: number): HTMLElement | undefined {
  let found: HTMLElement | undefined;
  let best = -1;
  for (const element of document.querySelectorAll<HTMLElement>("[data-line]")) {
    const begins = Number(element.dataset.line);
    if (begins <= line && begins > best) [found, best] = [element, begins];
  }
  return found;
}

function follow(line: number): void {
  const element = elementAt(line);
  if (!element) return;
  const { top, bottom } = element.getBoundingClientRect();
  // What can be seen stays where it is.
  if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: bottom - top > innerHeight ? "start" : "center" });
}

addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
  if (data.type === "page") show(data.html);
  else follow(data.line);
});

addEventListener("click", ({ target }) => {
  const element = target instanceof Element && target.closest<HTMLElement>("[data-line]");
  if (element && getSelection()?.isCollapsed) host.postMessage({ type: "click", line: Number(element.dataset.line) });
});

host.postMessage({ type: "ready" });
