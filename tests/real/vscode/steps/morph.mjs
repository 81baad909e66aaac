// The preview's page is made like the next one without a reload: whatever the two are, and what is alike stays.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

const vscode = new URL("../../../../editors/vscode", import.meta.url).pathname;

export async function morph(window) {
  const esbuild = [`${vscode}/src/page/morph.ts`, "--bundle", "--format=iife", "--global-name=page"];
  const script = execFileSync(`${vscode}/node_modules/.bin/esbuild`, esbuild).toString();
  const page = await window.context.newPage();
  await page.addScriptTag({ content: script });
  const wrong = await page.evaluate(() => {
    let seed = 1;
    const below = (end) => (seed = (seed * 48271) % 2147483647) % end;
    const tree = (depth) => {
      const node = document.createElement(["p", "b", "td"][below(3)]);
      if (below(2)) node.setAttribute("data-line", below(100));
      if (below(3) === 0) node.className = `c${below(3)}`;
      for (let left = depth && below(5); left > 0; left -= 1) {
        node.append(below(3) ? tree(depth - 1) : ["一", "二", ""][below(3)]);
      }
      return node;
    };
    for (let nth = 0; nth < 2000; nth += 1) {
      const old = tree(4);
      // Half of the time the next page is the same but for a little, as when somebody types.
      const wanted = below(2) ? old.cloneNode(true) : tree(4);
      wanted.insertBefore(tree(2), wanted.childNodes[below(wanted.childNodes.length + 1)] ?? null);
      if (wanted.nodeName !== old.nodeName) continue;
      const before = old.outerHTML;
      page.morph(old, wanted);
      if (!old.isEqualNode(wanted)) return `${before}\n→ ${wanted.outerHTML}\nbut ${old.outerHTML}`;
    }
    const old = document.createElement("main");
    old.innerHTML = '<p data-line="1">a</p><table data-line="2"><tr><td>1</td><td>2</td></tr></table><p data-line="3">z</p>';
    const wanted = old.cloneNode(true);
    wanted.innerHTML = wanted.innerHTML.replace("<p", "<h1>new</h1><p").replace(">2<", ">3<").replace('"3"', '"4"');
    const kept = [...old.querySelectorAll("p, table, td")];
    page.morph(old, wanted);
    const same = [...old.querySelectorAll("p, table, td")].every((it, at) => it === kept[at]);
    return same && old.isEqualNode(wanted) ? undefined : old.outerHTML;
  });
  await page.close();
  assert.equal(wrong, undefined);
}
