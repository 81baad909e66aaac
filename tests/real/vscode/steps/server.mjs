// The server's life.

import { writeFileSync } from "node:fs";
import { report } from "./plain.mjs";

/** A program that is not there is told, and the server starts again when the setting is mended. */
export async function restart(window) {
  await window.open(report);
  await window.see('.statusbar-item:has-text("It adds up")');
  writeFileSync(window.settings, '{ "crossfoot.server.path": "/nowhere/crossfoot" }');
  await window.see('.notification-toast:has-text("/nowhere/crossfoot")');
  await window.see('.statusbar-item.warning-kind:has-text("Crossfoot")');
  await window.picture("server-not-there");
  writeFileSync(window.settings, "{}");
  await window.see('.statusbar-item:has-text("It adds up")');
}
