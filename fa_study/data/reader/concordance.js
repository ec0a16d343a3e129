// Keyword in context: each hit of the search between its neighbours, beside its counterpart.

const CONTEXT = {zh: 24, en: 60};  // characters on either side
const ENOUGH = 200;                // lines drawn at once
const collator = new Intl.Collator(["en", "zh"]);
let lines = [];
let drawn = 0;

function concordanceLine(sentence, [from, to]) {
  const links = sentence.links.filter(l => l.from < to && l.to > from).map(l => l.other);
  const other = links[0]?.sentence ?? sentence.bead[sentence.lang === "zh" ? "en" : "zh"][0];
  const spans = links.filter(l => l.sentence === other).sort((a, b) => a.from - b.from).filter((l, i, all) => !i || l.from !== all[i - 1].from);
  const left = sentence.text.slice(0, from), right = sentence.text.slice(to);
  // read from the hit outwards
  const outwards = (sentence.lang === "zh" ? Array.from(left) : left.split(/\s+/)).reverse().join(sentence.lang === "zh" ? "" : " ");
  return {sentence, from, to, other, spans, keys: {left: outwards.trim(), right: right.trim(), rendering: spans.map(s => other.text.slice(s.from, s.to)).join(" ")}};
}

function buildConcordance() {
  lines = state.query ? beads.flatMap(b => LANGS.flatMap(lang => b[lang])).flatMap(s => s.hits.map(hit => concordanceLine(s, hit))) : [];
  sortConcordance();
}

function sortConcordance() {
  const by = $("[name=sort]").value;
  const order = new Map(beads.map((bead, i) => [bead, i]));
  const place = (a, b) => order.get(a.sentence.bead) - order.get(b.sentence.bead) || a.from - b.from;
  // what has no rendering comes last
  lines.sort((a, b) => by ? !a.keys[by] - !b.keys[by] || collator.compare(a.keys[by], b.keys[by]) || place(a, b) : place(a, b));
  $(".kwic tbody").replaceChildren();
  drawn = 0;
  drawLines();
}

function drawLines() {
  $(".kwic tbody").append(...lines.slice(drawn, drawn + ENOUGH).map(lineRow));
  drawn = Math.min(drawn + ENOUGH, lines.length);
  $(".kwic").hidden = $(".sorting").hidden = !lines.length;
  $("#concordance .hint").hidden = Boolean(lines.length);
  $("#concordance .hint").textContent = state.query ? "No hit." : "Search for words above: each hit stands here in its context, beside its counterpart.";
  $(".sorting .count").textContent = `${plural(lines.length, "hit")}${drawn < lines.length ? `, ${drawn.toLocaleString("en")} shown` : ""}`;
  $("[data-do=more]").hidden = drawn === lines.length;
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

function lineRow(line) {
  const {sentence: {text, lang, bead}, from, to, other} = line;
  const size = CONTEXT[lang];
  return el("tr", {},
    el("th", {scope: "row"}, el("a", {href: `#${bead.id}`}, bead.id)),
    el("td", {class: "left", lang}, cutLeft(text.slice(0, from), size)),
    el("td", {class: "key", lang}, el("mark", {class: "hit"}, text.slice(from, to))),
    el("td", {class: "right", lang}, cutRight(text.slice(to), size)),
    el("td", {class: "counterpart", lang: other?.lang ?? null}, ...(other ? counterpart(line) : ["–"])));
}

// The part of the counterpart around the rendering, with the aligned words marked.
function counterpart({other: {text, lang}, spans}) {
  const size = CONTEXT[lang];
  if (!spans.length) return [cutRight(text, 3*size)];
  const parts = [cutLeft(text.slice(0, spans[0].from), size)];
  let at = spans[0].from;
  for (const s of spans) {
    if (s.from < at) continue;
    parts.push(text.slice(at, s.from), el("mark", {class: "rendering"}, text.slice(s.from, s.to)));
    at = s.to;
  }
  return [...parts, cutRight(text.slice(at), size)];
}
