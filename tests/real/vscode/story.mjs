// The story: what a clerk does in VS Code, step by step, each with a picture.
//
// usage: node story.mjs NODE_HOME CHROMIUM CROSSFOOT ADDRESS HOME [STEP…]

import { steps } from "./steps.mjs";
import { openWindow } from "./window.mjs";

const [home, chromium, crossfoot, address, kept, ...named] = process.argv.slice(2);
const chosen = Object.entries(steps).filter(([name]) => !named.length || named.includes(name));
const window = await openWindow({
  home,
  chromium,
  crossfoot,
  address,
  folder: `${kept}/reports`,
  pictures: kept,
  settings: `${kept}/user/Machine/settings.json`,
});
let failed = 0;
for (const [name, step] of chosen) {
  const begun = Date.now();
  try {
    await step(window);
    console.log(`passed  ${name}  ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${String(error.stack).split("\n").slice(0, 12).join("\n")}`);
  }
  await window.picture(`${String(Object.keys(steps).indexOf(name) + 1).padStart(2, "0")}-${name}`);
}
await window.close();
console.log(`${chosen.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
