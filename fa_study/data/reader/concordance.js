// Keyword in context: each hit of some words between its neighbours, beside the words that render it.

const CONTEXT = {zh: 24, en: 60};       // characters on either side
const WIDEST_GAP = {zh: 20, en: 8};     // language of the hit -> characters between two linked words of one rendering, as in fa.concordance
const ENOUGH = 200;                     // lines drawn at once
const MOST_RENDERINGS = 12;             // shown at first
const collator = new Intl.Collator(["en", "zh"]);
const asked = {words: "", rendering: null, allRenderings: false, isOffered: true};  // rendering: only the lines with this one
let lines = [];
let drawn = 0;

// The row of `terms` that a hit is an occurrence of.
function termAt(sentence, [from, to]) {
  const words = fold(sentence.text.slice(from, to)).text;
  return rowsOf(sentence.home).find(row => row.table === "terms" && fold(row[sentence.lang]).text === words &&
    row.spans.some(span => span.sentence === sentence && span.from === from));
}

// The run of words on the other side that is linked to a hit: of the runs the one with the greatest sum of scores.
function linkedRun(sentence, [from, to]) {
  const words = linksOf(sentence).filter(l => l.from < to && l.to > from).map(l => l.other);
  words.sort((a, b) => a.sentence.n - b.sentence.n || a.from - b.from || a.to - b.to);
  const runs = [];
  for (const word of words) {
    const last = runs.at(-1);
    if (last && last.sentence === word.sentence && word.from - last.to <= WIDEST_GAP[sentence.lang]) Object.assign(last, {to: Math.max(last.to, word.to), score: last.score + word.score});
    else runs.push({sentence: word.sentence, from: word.from, to: word.to, score: word.score});
  }
  return runs.reduce((best, run) => best && best.score >= run.score ? best : run, null);
}

// {sentence, from, to, words} on the other side; without a place where nothing is known, without words where the formulation is dropped.
function renderingOf(sentence, hit) {
  const term = termAt(sentence, hit);
  const other = otherLang(sentence.lang);
  if (!term) {
    const run = linkedRun(sentence, hit);
    return run && {...run, words: run.sentence.text.slice(run.from, run.to)};
  }
  const span = term.spans.find(s => s.sentence.lang === other);
  return span ? {sentence: span.sentence, from: span.from, to: span.to, words: term[other]} : null;
}

function concordanceLine(sentence, [from, to]) {
  const found = renderingOf(sentence, [from, to]);
  const other = found?.sentence ?? sentence.bead[otherLang(sentence.lang)][0];
  const left = sentence.text.slice(0, from), right = sentence.text.slice(to);
  // read from the hit outwards
  const outwards = (sentence.lang === "zh" ? Array.from(left) : left.split(/\s+/)).reverse().join(sentence.lang === "zh" ? "" : " ");
  const rendering = found ? fold(found.words).text : "";
  return {sentence, from, to, other, found, keys: {left: outwards.trim(), right: right.trim(), rendering}};
}

// The words of the concordance, and its hits; the beads that are shown in Read stay as they are.
function concord(words) {
  $("[name=words]").value = words;
  showView("concordance");
  setHash("concordance");
  findLines(words);
}

function findLines(words) {
  asked.words = words.trim();
  const pattern = asked.words ? searchPattern(asked.words, false) : null;
  setLines(pattern ? sentences.flatMap(s => findHits(foldedOf(s), pattern).map(hit => [s, hit])) : []);
}

// A search in Read is where a concordance begins, as long as it has no words of its own.
function offerHits() {
  asked.isOffered = true;
  if (viewShown() === "concordance") takeOverHits();
}

function takeOverHits() {
  if (!asked.isOffered || asked.words && $("[name=words]").value.trim()) return;
  asked.isOffered = false;
  setLines(sentences.flatMap(s => s.hits.map(hit => [s, hit])));
}

function setLines(hits) {
  lines = hits.map(([sentence, hit]) => concordanceLine(sentence, hit));
  asked.rendering = null;
  sortConcordance();
}

const isShownLine = line => asked.rendering === null || line.keys.rendering === asked.rendering;

function sortConcordance() {
  const by = $("[name=sort]").value;
  const order = new Map(beads.map((bead, i) => [bead, i]));
  const place = (a, b) => order.get(a.sentence.bead) - order.get(b.sentence.bead) || a.from - b.from;
  const frequency = new Map(tally(lines.map(line => line.keys.rendering)));
  const byFrequency = (a, b) => frequency.get(b.keys.rendering) - frequency.get(a.keys.rendering);
  // what has no rendering comes last
  const compare = {
    "": place,
    frequency: (a, b) => !a.keys.rendering - !b.keys.rendering || byFrequency(a, b) || collator.compare(a.keys.rendering, b.keys.rendering) || place(a, b)};
  lines.sort(compare[by] ?? ((a, b) => !a.keys[by] - !b.keys[by] || collator.compare(a.keys[by], b.keys[by]) || place(a, b)));
  drawRenderings(frequency);
  redrawLines();
}

// How often each rendering occurs; a press shows its lines alone.
function drawRenderings(frequency) {
  const all = [...frequency].sort((a, b) => !a[0] - !b[0] || b[1] - a[1] || collator.compare(a[0], b[0]));
  const shown = asked.allRenderings ? all : all.slice(0, MOST_RENDERINGS);
  const words = key => key ? lines.find(line => line.keys.rendering === key).found.words : t("no rendering found");
  const button = ([key, n]) => el("li", {}, chip(words(key), n, asked.rendering === key, {"data-rendering": key, title: `${(100*n/lines.length).toFixed(0)}%`}));
  const more = all.length > shown.length ? [el("li", {}, el("button", {type: "button", "data-do": "renderings"}, t("{0} more", all.length - shown.length)))] : [];
  $(".renderings").hidden = !lines.length;
  $(".renderings ul").replaceChildren(...shown.map(button), ...more);
}

function toggleRendering(key) {
  asked.rendering = asked.rendering === key ? null : key;
  sortConcordance();
}

function redrawLines() {
  $(".kwic tbody").replaceChildren();
  drawn = 0;
  drawLines();
}

function drawLines() {
  const shown = lines.filter(isShownLine);
  $(".kwic tbody").append(...shown.slice(drawn, drawn + ENOUGH).map(lineRow));
  drawn = Math.min(drawn + ENOUGH, shown.length);
  $(".kwic").hidden = $(".sorting").hidden = !lines.length;
  $("#concordance .hint").hidden = Boolean(lines.length);
  $("#concordance .hint").textContent = asked.words || state.query ? t("No hit.") : t("Look for words: each hit stands here in its context, beside the words that render it.");
  $(".sorting .count").textContent = `${plural(shown.length, "hit")}${drawn < shown.length ? `, ${t("{0} shown", number(drawn))}` : ""}`;
  $("[data-do=more]").hidden = drawn === shown.length;
}

// The end or the beginning of a text, without half words of a script that sets words apart.
const LETTER = /[\p{Script=Latin}\d]/u;
const splitsWord = (text, at) => LETTER.test(text[at - 1] ?? "") && LETTER.test(text[at] ?? "");

function cutLeft(text, size) {
  const at = text.length - size;
  return at <= 0 ? text : `…${splitsWord(text, at) ? text.slice(at).replace(/^[\p{Script=Latin}\d]+/u, "") : text.slice(at)}`;
}

function cutRight(text, size) {
  return text.length <= size ? text : `${splitsWord(text, size) ? text.slice(0, size).replace(/[\p{Script=Latin}\d]+$/u, "") : text.slice(0, size)}…`;
}

function sideOf({lang, bead}) {
  return pairs.get(bead.pair).sides.find(side => side.lang === lang) ?? {title: "", author: "", pages: ""};
}

function lineRow(line) {
  const {sentence, from, to, other} = line;
  const {text, lang, bead} = sentence;
  const side = sideOf(sentence);
  const size = CONTEXT[lang];
  return el("tr", {},
    el("th", {scope: "row"}, el("a", {href: `#${bead.id}`}, bead.id)),
    el("td", {class: "of article", lang, title: side.title}, el("span", {}, side.title || pairs.get(bead.pair).short)),
    el("td", {class: "of author", lang}, el("span", {}, side.author)),
    el("td", {class: "of page"}, bead.pages[lang]),
    el("td", {class: "left", lang}, cutLeft(text.slice(0, from), size)),
    el("td", {class: "key", lang}, el("mark", {class: "hit"}, text.slice(from, to))),
    el("td", {class: "right", lang}, cutRight(text.slice(to), size)),
    el("td", {class: "counterpart", lang: other?.lang ?? null}, ...(other ? counterpart(line) : ["–"])));
}

// The part of the counterpart around the rendering, which is marked whole.
function counterpart({other: {text, lang}, found}) {
  const size = CONTEXT[lang];
  if (!found) return [cutRight(text, 3*size)];
  return [cutLeft(text.slice(0, found.from), size), el("mark", {class: "rendering"}, text.slice(found.from, found.to)), cutRight(text.slice(found.to), size)];
}

// The lines as a table for a spreadsheet or a paper.
const LINE_COLUMNS = ["bead_id", "article", "author", "page", "lang", "left", "hit", "right", "rendering", "counterpart"];

function lineCells({sentence, from, to, found}) {
  const {text, lang, bead} = sentence;
  const side = sideOf(sentence);
  return [bead.id, side.title, side.author, bead.pages[lang], lang, text.slice(0, from), text.slice(from, to), text.slice(to), found?.words ?? "", textOf(bead, otherLang(lang))];
}

// One line; a spreadsheet would calculate what begins with a sign.
const plainCell = cell => String(cell).replace(/[\t\n\r]+/g, " ").replace(/^(?=[=+\-@])/, "'");

function saveLines() {
  const quoted = cell => `"${plainCell(cell).replaceAll('"', '""')}"`;
  const all = [LINE_COLUMNS, ...lines.filter(isShownLine).map(lineCells)];
  // the mark at the beginning tells Excel that this is UTF-8
  saveFile("concordance.csv", `\ufeff${all.map(cells => cells.map(quoted).join(",")).join("\r\n")}\r\n`, "text/csv");
  say(t("Saved: {0}.", plural(all.length - 1, "hit")));
}

async function copyLines() {
  const all = [LINE_COLUMNS, ...lines.filter(isShownLine).map(lineCells)];
  await copyText(all.map(cells => cells.map(plainCell).join("\t")).join("\n"));
  say(t("Copied: {0}.", plural(all.length - 1, "hit")));
}
