// The page's own words in the reader's language. The program is written in English; an English text is the key to the others.

let said = {};  // English text -> text in the language of the page; empty for English

// A text with its parts put in: {0}, {1} …
const t = (text, ...parts) => (said[text] ?? text).replace(/\{(\d)\}/g, (sign, n) => parts[n] ?? sign);

const number = n => n.toLocaleString("en");

// "3 beads", "1 bead", "3 个句对".
function plural(n, name) {
  const key = `{0} ${name}`;
  return said[key] ? t(key, number(n)) : `${number(n)} ${name}${n === 1 ? "" : "s"}`;
}

// A value of a table as a person reads it.
const NAMED = {only_en: "English only", only_zh: "Chinese only"};
const label = value => t(NAMED[value] ?? String(value).replaceAll("_", " "));
