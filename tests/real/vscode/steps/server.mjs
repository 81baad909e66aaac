// The server's life.

import { writeFileSync } from "node:fs";
import { report } from "./plain.mjs";

/** A program that is not there is told, and the one that runs goes on; it can be started again. */
export async function restart(window) {
  await window.open(report);
  const right = '.statusbar-item:has-text("It adds up")';
  await window.see(right);
  writeFileSync(window.settings, '{ "crossfoot.server.path": "/nowhere/crossfoot" }');
  await window.see('.notification-toast:has-text("/nowhere/crossfoot")');
  await window.see(right);
  await window.picture("server-not-there");
  writeFileSync(window.settings, "{}");
  await window.command("Crossfoot: Restart Server");
  await window.goToText(report, /新收 *\| */, true);
  await window.type("6");
  await window.see(".squiggly-error");
}
