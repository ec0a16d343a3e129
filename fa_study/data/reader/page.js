// The page as objects: what the data of the page say, before anything of it is drawn.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => Array.from(root.querySelectorAll(selector));

// An element; children that are strings become text.
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
  made.append(...children.filter(child => child !== null));
  return made;
}

const sentences = [];   // {n, id, lang, el (null until drawn), text, bead, home (its bead in the file), links (null until asked), spans, hits}
let beadsOfFile = [];   // as the page was made
let beads = [];         // {id, el (null until drawn), pair, number, zh, en, own, rows, places, pages, …}, in reading order
const rowsBy = new Map();  // filter -> its rows
const sorts = [];       // {filter, table, kind, verdict, was, differs, n}
const rows = [];        // {n, filter, table, homes (its beads now), own (its beads in the file), kind, verdict, zh, en, note, spans, sents, was, differs}
const unread = new Set();  // ids of pairs whose rows are not read yet
const pairs = new Map();  // id -> {id, name, short, sides, unaligned, el, body, isDrawn}
const LANGS = ["zh", "en"];
const otherLang = lang => lang === "zh" ? "en" : "zh";
let data;

function readPage() {
  data = JSON.parse($("script.data").textContent);
  said = data.words;
  const [traditional, simplified] = data.simplified.map(line => Array.from(line));
  traditional.forEach((char, i) => simplifiedOf.set(char, simplified[i]));
  for (const pair of data.pairs) pairs.set(pair.id, {...pair, el: null, body: null, isDrawn: false, beads: [], shown: 0});
  for (const cells of data.beads) beads.push(readBead(cells));
  beadsOfFile = [...beads];
  readSorts();
  for (const name of Object.keys(data.rows)) unread.add(name);
  readRowsOf("");
}

function readBead([id, pair, kind, score, source, zh, en, links]) {
  const own = pairs.get(pair).beads;
  const bead = {id, pair, number: String(own.length + 1), kind, score, source, linksText: links, el: null, isHidden: false, fits: true, painted: -1,
                rows: [], places: {}, pages: {}, levels: {}, opens: {}, own: {}};
  for (const [lang, [place, page, level, opens, texts]] of [["zh", zh], ["en", en]]) {
    bead.places[lang] = place;
    bead.pages[lang] = page;
    bead.levels[lang] = level;
    bead.opens[lang] = Boolean(opens);
    bead[lang] = texts.map(([sentenceId, text]) => ({id: sentenceId, lang, el: null, text, bead, home: bead, links: null, spans: [], hits: []}));
    bead.own[lang] = [...bead[lang]];
    for (const sentence of bead[lang]) sentence.n = sentences.push(sentence) - 1;
  }
  own.push(bead);
  return bead;
}

let linksRead = 0;

// The links between words are read when somebody looks at them: {n, sentence, from, to, score, other}.
function linksOf(sentence) {
  if (!sentence.links) readLinks(sentence.home);
  return sentence.links;
}

// Seven numbers a link: Chinese sentence of the bead, begin, length; English sentence, begin, length; score in thousandths.
function readLinks(bead) {
  for (const lang of LANGS) bead.own[lang].forEach(sentence => { sentence.links = []; });
  const l = bead.linksText ? bead.linksText.split(",").map(Number) : [];
  for (let i = 0; i < l.length; i += 7) {
    const n = linksRead++, score = l[i + 6] / 1000;
    const zh = {n, score, sentence: bead.own.zh[l[i]], from: l[i + 1], to: l[i + 1] + l[i + 2]};
    const en = {n, score, sentence: bead.own.en[l[i + 3]], from: l[i + 4], to: l[i + 4] + l[i + 5]};
    zh.other = en;
    en.other = zh;
    zh.sentence.links.push(zh);
    en.sentence.links.push(en);
  }
}

// The sorts of rows: what rows have in common, said once; n: how many rows are of a sort.
function readSorts() {
  for (const [filter, table, kind, verdict, was, n] of data.sorts) sorts.push({filter, table, kind, verdict, was, differs: !AGREES.has(verdict || kind), n});
}

// Of a hundred texts the rows are read when they are asked for, and else when there is time; "" has those of all texts that come first.
function readRowsOf(name) {
  if (!unread.delete(name)) return;
  data.rows[name].forEach(readRow);
  data.rows[name] = null;
}

function readRow(cells) {
  const sort = sorts[cells[0]], homes = (Array.isArray(cells[2]) ? cells[2] : [cells[2]]).map(n => beadsOfFile[n]);
  const {filter, table, kind, verdict, was, differs} = sort;
  const row = {n: rows.length, filter, table, homes, own: homes, kind, verdict, zh: "", en: "", note: data.notes[cells[1]], spans: readSpans(cells, homes[0]), sents: cells[5], was, differs};
  for (const span of row.spans) {
    span.row = row;
    span.sentence.spans.push(span);
  }
  row.zh = wordsIn(row, "zh", cells[3]);
  row.en = wordsIn(row, "en", cells[4]);
  for (const bead of homes) bead.rows.push(row);
  rows.push(row);
  if (!rowsBy.has(filter)) rowsBy.set(filter, []);
  rowsBy.get(filter).push(row);
}

function rowsOf(bead) {
  readRowsOf(bead.pair);
  return bead.rows;
}

function readAllRows() {
  for (const name of unread) readRowsOf(name);
}

// When there is time: the rows, and the texts as a search reads them.
function readInTime(deadline) {
  for (const name of unread) {
    if (deadline.timeRemaining() < 5) return requestIdleCallback(readInTime);
    readRowsOf(name);
  }
  for (const pair of pairs.values()) {
    if (deadline.timeRemaining() < 5) return requestIdleCallback(readInTime);
    for (const bead of pair.beads) for (const lang of LANGS) bead[lang].forEach(foldedOf);
  }
}

// From the seventh cell on: a sentence, counted from the first one of the bead, begin, end.
function readSpans(cells, bead) {
  const first = (bead.own.zh[0] ?? bead.own.en[0]).n, spans = [];
  for (let i = 6; i < cells.length; i += 3) spans.push({row: null, name: sorts[cells[0]].filter, sentence: sentences[first + cells[i]], from: cells[i + 1], to: cells[i + 2]});
  return spans;
}

// Words that stand in the text are not written again: 1 says that they are those of the first span.
function wordsIn({spans}, lang, cell) {
  if (cell !== 1) return cell;
  const {sentence, from, to} = spans.find(span => span.sentence.lang === lang);
  return sentence.text.slice(from, to);
}

// The ids of a device's sentences.
const sentsOf = row => row.sents === 1 ? [...new Set(row.spans.map(span => span.sentence.id))].join(" ") : row.sents;

const textOf = (bead, lang) => bead[lang].map(s => s.text).join(lang === "en" ? " " : "");
const beadNamed = id => beads.find(b => b.id === id);

function placeOf(bead) {
  const found = LANGS.filter(lang => bead.places[lang]);
  return found.map(lang => `${t(SIDE[lang])} ${bead.places[lang]}`).join("; ");
}

// Said to screen readers as well; `status` is a live region.
function say(text) { $(".status").textContent = text; }

async function copyText(text) {
  try { await navigator.clipboard.writeText(text); }
  catch {  // not allowed in a frame, or no such thing in this browser
    const field = el("textarea", {"aria-hidden": "true", class: "hidden"});
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

// A file from a page that may not be allowed to keep anything.
function saveFile(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], {type}));
  el("a", {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

function remember(key, value) {
  try { localStorage.setItem(`fa_study ${key}`, JSON.stringify(value)); } catch { /* a frame or a strict browser keeps nothing */ }
}

function recall(key) {
  try { return JSON.parse(localStorage.getItem(`fa_study ${key}`)); } catch { return null; }
}
