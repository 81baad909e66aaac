// Bundles the extension: for the desktop and remotes, for the browser, and the script of the preview's page.

import { copyFileSync } from "node:fs";
import { build } from "esbuild";

const shared = { bundle: true, minify: true, sourcemap: false, logLevel: "warning" };
const hosted = { ...shared, format: "cjs", external: ["vscode"], target: "es2022" };
await Promise.all([
  build({ ...hosted, entryPoints: ["src/extension.ts"], outfile: "dist/extension.js", platform: "node" }),
  build({ ...hosted, entryPoints: ["src/web.ts"], outfile: "dist/web.js", platform: "browser" }),
  build({ ...shared, entryPoints: ["src/page/main.ts"], outfile: "dist/page.js", format: "iife", target: "es2022" }),
]);
copyFileSync("../../grammar/crossfoot.tmLanguage.json", "dist/crossfoot.tmLanguage.json");
