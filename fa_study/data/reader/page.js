// The page as objects. The text is read from the page itself, which can be read without this program, so a library that
// draws the page from data would hold every text twice: plain DOM calls are the smaller way, and `textContent` is all they set.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => Array.from(root.querySelectorAll(selector));

// An element; children that are strings become text.
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
  made.append(...children.filter(child => child !== null));
  return made;
}

const sentences = [];   // {id, lang, el, text, bead, home (its bead in the file), links, spans, hits}
let beads = [];         // {id, el, pair, number, zh, en, rows, places}, in reading order
const rows = [];        // {n, filter, table, homes, kind, verdict, zh, en, note, spans, sents, was}
const LANGS = ["zh", "en"];
let data, pairs;

function readPage() {
  pairs = $$(".pair");
  data = JSON.parse($("script.data").textContent);
  const [traditional, simplified] = data.simplified.map(line => Array.from(line));
  traditional.forEach((char, i) => simplifiedOf.set(char, simplified[i]));
  const byId = new Map();
  for (const beadEl of $$(".bead")) beads.push(readBead(beadEl, byId));
  data.sentences.forEach(id => sentences.push(byId.get(id)));
  readLinks();
  readRows();
}

function readBead(beadEl, byId) {
  const bead = {id: beadEl.id, el: beadEl, pair: beadEl.parentElement.dataset.pair, number: $(".no", beadEl).textContent, rows: [], places: {}};
  for (const lang of LANGS) {
    const cell = $(`.${lang}`, beadEl);
    bead.places[lang] = cell.dataset.place;
    bead[lang] = $$(".s", cell).map(s => ({id: s.dataset.s, lang, el: s, text: s.textContent, bead, home: bead, links: [], spans: [], hits: []}));
    bead[lang].forEach(sentence => byId.set(sentence.id, sentence));
  }
  return bead;
}

function readLinks() {
  const l = data.links;
  for (let i = 0; i < l.length; i += 6) {
    const zh = {n: i/6, sentence: sentences[l[i]], from: l[i + 1], to: l[i + 2]}, en = {n: i/6, sentence: sentences[l[i + 3]], from: l[i + 4], to: l[i + 5]};
    zh.other = en;
    en.other = zh;
    zh.sentence.links.push(zh);
    en.sentence.links.push(en);
  }
}

function readRows() {
  for (const [filter, table, homes, kind, verdict, zh, en, note, flat, sents, was] of data.rows) {
    const row = {n: rows.length, filter, table, homes: homes.map(n => beads[n]), kind, verdict, zh, en, note, spans: [], sents, was};
    for (let i = 0; i < flat.length; i += 3) {
      const span = {row, name: filter, sentence: sentences[flat[i]], from: flat[i + 1], to: flat[i + 2]};
      row.spans.push(span);
      span.sentence.spans.push(span);
    }
    row.homes.forEach(bead => bead.rows.push(row));
    rows.push(row);
  }
}

const textOf = (bead, lang) => bead[lang].map(s => s.text).join(lang === "en" ? " " : "");

function placeOf(bead) {
  const said = [["Chinese", bead.places.zh], ["English", bead.places.en]].filter(([, place]) => place);
  return said.map(([name, place]) => `${name} ${place}`).join("; ");
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
