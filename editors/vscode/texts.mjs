// Every text that is shown exists in both languages, and none is left over.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

const read = (name) => readFileSync(name, "utf8");
const keys = (name) => Object.keys(JSON.parse(read(name))).sort();
const found = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, key]) => key))].sort();

const code = readdirSync("src").filter((name) => name.endsWith(".ts")).map((name) => read(`src/${name}`)).join("\n");
assert.deepEqual(found(code, /l10n\.t\(\s*"([^"]*)"/g), keys("l10n/bundle.l10n.zh-cn.json"));
assert.deepEqual(found(read("package.json"), /"%([\w.]+)%"/g), keys("package.nls.json"));
assert.deepEqual(keys("package.nls.json"), keys("package.nls.zh-cn.json"));
