// Marks on the words: each filter has a letter and a line of its own, so that colour alone says nothing.

const FILTERS = {  // name: [label, letter, what it is]
  attention: ["Look first", "!", "beads that deserve a person's eye"], numbers: ["Numbers", "N", "quantities and dates"],
  names: ["Names", "P", "proper names"], terms: ["Formulations", "F", "fixed formulations and their renderings"],
  shifts: ["Shifts", "S", "modality, person, evaluation …"], gaps: ["Additions & omissions", "±", "what one side has alone"],
  devices: ["Devices", "D", "rhetorical devices"], fates: ["Fates", "T", "what became of a device in the other rendering"]};
const MARKS = ["hit", ...Object.keys(FILTERS)];
const UNASKED = new Set(["numbers", "names", "terms", "gaps"]);  // what is marked without any filter, where it differs
const AGREES = new Set(["same", "usual", "kept", "implied"]);    // values that say that nothing differs
let generation = 0;             // rises when the marks change; what is off the screen is marked when it comes near
const near = new Set();         // beads on or near the screen
const touched = new Set();      // beads that were marked once

const differs = row => row.differs;
const marked = row => state.on.size ? wanted(row) : UNASKED.has(row.filter) && differs(row);

function wordPiece(sentence, from, to, spans, links) {
  let node = document.createTextNode(sentence.text.slice(from, to));
  const covering = spans.filter(s => s.from <= from && s.to >= to);
  for (const name of covering.length ? MARKS : []) {
    const own = covering.filter(s => s.name === name);
    if (!own.length) continue;
    const starts = own.some(s => s.from === from) && FILTERS[name];
    node = el("mark", {class: name, "data-letter": starts ? FILTERS[name][1] : null, "data-rows": own.map(s => s.row?.n ?? "").join(" ")}, node);
  }
  const over = links.filter(l => l.from <= from && l.to >= to);
  return over.length ? el("span", {class: "w", tabindex: "-1", "data-links": over.map(l => l.n).join(" ")}, node) : node;
}

// The text of a sentence in pieces, with marks for spans ({name, from, to, row}) and its words that are linked.
function pieces(sentence, spans, links) {
  const cuts = new Set([0, sentence.text.length, ...[...spans, ...links].flatMap(s => [s.from, s.to])]);
  const points = [...cuts].sort((a, b) => a - b);
  return points.slice(1).map((to, i) => wordPiece(sentence, points[i], to, spans, links));
}

function paintSentence(sentence) {
  const spans = [...sentence.hits.map(([from, to]) => ({name: "hit", from, to})), ...sentence.spans.filter(s => marked(s.row))];
  sentence.el.replaceChildren(...pieces(sentence, spans, linksOf(sentence)));
}

function paintBead(bead) {
  if (bead.painted === generation || !bead.el) return;
  bead.painted = generation;
  readRowsOf(bead.pair);
  touched.add(bead);
  for (const lang of LANGS) bead[lang].forEach(paintSentence);
  const flags = state.on.size ? [...new Set(bead.rows.filter(wanted).map(r => FILTERS[r.filter][1]))] : [];
  $(".no", bead.el).dataset.flags = flags.join(" ");
  giveReasons(bead);
}

const MOST_REASONS = 6;

// What a filter found in a bead stands below its words, so that nobody has to open anything to know why it is shown.
function giveReasons(bead) {
  $(".why", bead.el)?.remove();
  const own = state.on.size ? bead.rows.filter(wanted) : [];
  if (!own.length) return;
  const lines = own.slice(0, MOST_REASONS).map(row => el("li", {class: row.filter}, el("span", {class: "badge", "aria-hidden": "true"}, FILTERS[row.filter][1]), rowInWords(row)));
  const more = own.length > MOST_REASONS ? [el("li", {class: "quiet"}, t("and {0} more: see the details", own.length - MOST_REASONS))] : [];
  bead.el.append(el("ul", {class: "why"}, ...lines, ...more));
}

function repaint() {
  generation++;
  near.forEach(paintBead);
  globalThis.requestIdleCallback?.(tidy, {timeout: 500});
}

// Takes old marks away from beads that nobody sees, when there is time.
function tidy(deadline) {
  for (const bead of touched) {
    if (bead.painted === generation) continue;
    paintBead(bead);
    if (deadline.timeRemaining() < 1) return requestIdleCallback(tidy, {timeout: 500});
  }
}

function watchBeads() {
  const made = new IntersectionObserver(entries => entries.forEach(({target, isIntersecting}) => {
    const bead = beadOfElement.get(target);
    if (!isIntersecting || !bead) return near.delete(bead);
    near.add(bead);
    paintBead(bead);
  }), {rootMargin: "400px 0px"});
  addEventListener("beforeprint", () => { pairs.forEach(drawText); beads.forEach(paintBead); });
  return made;
}

const beadOfElement = new WeakMap();

function watchBead(watcher, bead) {
  beadOfElement.set(bead.el, bead);
  watcher.observe(bead.el);
}

// The words that are aligned with a word, on both sides.
function showAligned(word) {
  $$(".aligned").forEach(w => w.classList.remove("aligned"));
  if (!word) return [];
  const wantedLinks = new Set(word.dataset.links.split(" "));
  const found = $$(".w", word.closest(".pair, .place-first, .item")).filter(w => w.dataset.links.split(" ").some(n => wantedLinks.has(n)));
  found.forEach(w => w.classList.add("aligned"));
  return found;
}

// The aligned words, said for those who do not see the marks.
function sayAligned(word) {
  const [own, others] = [true, false].map(same => showAligned(word)
    .filter(w => (w.closest("[lang]").lang === word.closest("[lang]").lang) === same).map(w => w.textContent));
  say(`${own.join(" ")} ↔ ${others.join(" ")}`);
}
