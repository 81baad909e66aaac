// The reports whose pages are looked at: those of the tests, as they are and with faults, and some made to be nasty.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const { CROSSFOOT, PAGES } = process.env;
const reports = path.resolve("../../reports");

// Every report of the tests; the files of which other reports are made are reports too.
function* beneath(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* beneath(file);
    else if (file.endsWith(".xfoot") && /^@(report|报告)/m.test(fs.readFileSync(file, "utf8"))) yield file;
  }
}

const first = fs.readFileSync(path.join(reports, "gz-kjj-2021.xfoot"), "utf8");

const faulty = first
  .replace("@状态 定稿", "@状态 草稿")
  .replace("{动态: 119件}", "{动态: 118件}")
  .replace("新收         |      4 |", "新收         |      6 |")
  .replace("行政强制       |     0", "行政强制       |      ");

const long = (words) =>
  `${words.report}\n\n${words.table}\n` +
  Array.from({ length: 120 }, (_, at) => `  ${words.row} ${at + 1} | ${at} | ${2 * at}\n`).join("");
const longEnglish = long({
  report: "@report Visits by branch",
  table: '@table t "Visits"\n  @unit visits\n  @columns Branch | This year | Last year',
  row: "Branch",
});
const longChinese = long({
  report: "@报告 各单位培训情况\n  @状态 定稿",
  table: '@表 t "培训情况"\n  @单位 人次\n  @列 单位名称 | 本年 | 上年',
  row: "单位",
});

// Whatever a browser might run or fetch, wherever text can stand.
const attacks = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg onload=alert(1)>",
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  "</title><script>alert(1)</script>",
  "</style><script>alert(1)</script>",
  "</script><script>alert(1)</script>",
  "<!--<script>alert(1)</script>-->",
  "<iframe src=https://evil.example/></iframe>",
  "<link rel=stylesheet href=https://evil.example/x.css>",
  "<meta http-equiv=refresh content=0;url=https://evil.example/>",
  "<base href=https://evil.example/>",
  "<form action=https://evil.example/><button autofocus>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "\u2028\u2029<script>alert(1)</script>",
];
const addresses = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "https://evil.example/x.png",
  "//evil.example/x.png",
  "/\\evil.example/x.png",
  'x"onerror="alert(1)',
];
const hostile = [
  `@report ${attacks[0]}`,
  `  @entity ${attacks[1]}`,
  ...attacks.map((attack) => `  @note ${attack}`),
  "",
  ...attacks.map((attack) => `# ${attack}\n\n${attack} **${attack}** {${attack}}[^n]\n\n- ${attack}\n`),
  ...addresses.map((address) => `[${attacks[0]}](${address}) ![${attacks[1]}](${address})\n`),
  ...attacks.map((attack) => `[^n]: ${attack}\n`),
  ...attacks.map((attack, at) => {
    const quoted = attack.replaceAll('"', "");
    return `@table "t${at}" "${quoted}"\n  @unit text\n  @columns ${attack} | ${attack}\n  ${attack} | ${attack}\n  @note ${attack}\n`;
  }),
].join("\n");

const picture = "@report R\n\n![One dot](dot.png)\n";
fs.writeFileSync(
  path.join(PAGES, "dot.png"),
  Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==", "base64"),
);

// The page of a report, as a file: `name` says which, `args` how.
function compile(name, file, args) {
  const page = path.join(PAGES, `${name}.html`);
  execFileSync(CROSSFOOT, ["compile", "--force", "-o", page, ...args, file], { stdio: ["ignore", "ignore", "ignore"] });
  return page;
}

function written(name, text) {
  const file = path.join(PAGES, `${name}.xfoot`);
  fs.writeFileSync(file, text);
  return file;
}

const themes = ["official", "plain"];

const files = [
  ...beneath(reports),
  written("faulty", faulty),
  written("hostile", hostile),
  written("long-en", longEnglish),
  written("long-zh", longChinese),
  written("picture", picture),
];

const nameOf = (file) =>
  path
    .relative(file.startsWith(reports) ? reports : PAGES, file)
    .replace(/\.xfoot$/, "")
    .replaceAll(/[^\p{L}\p{N}-]+/gu, "-");

// All pages, each in both looks.
export const pages = files.flatMap((file) =>
  themes.map((theme) => compile(`${nameOf(file)}.${theme}`, file, ["--theme", theme])),
);

// All fragments, each in a page of its own that knows nothing of them.
export const fragments = files.map((file) => {
  const page = compile(`${nameOf(file)}.fragment`, file, ["--fragment"]);
  const fragment = fs.readFileSync(page, "utf8");
  const [, lang] = /<article [^>]*lang="([^"]*)"/.exec(fragment);
  fs.writeFileSync(
    page,
    `<!doctype html>\n<html lang="${lang}">\n<head>\n<meta charset="utf-8">\n<title>A site</title>\n</head>\n<body>\n<main>\n${fragment}</main>\n</body>\n</html>\n`,
  );
  return page;
});
