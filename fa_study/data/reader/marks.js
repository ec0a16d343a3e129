// Marks on the words: each filter has a letter and a line of its own, so that colour alone says nothing.

const FILTERS = {  // name: [label, letter, what it is]
  attention: ["Look first", "!", "beads that deserve a person's eye"], numbers: ["Numbers", "N", "quantities and dates"],
  names: ["Names", "P", "proper names"], terms: ["Formulations", "F", "fixed formulations and their renderings"],
  shifts: ["Shifts", "S", "modality, person, evaluation …"], gaps: ["Additions & omissions", "±", "what one side has alone"],
  devices: ["Devices", "D", "rhetorical devices"], fates: ["Fates", "T", "what became of a device in the other rendering"]};
const MARKS = ["hit", ...Object.keys(FILTERS)];
let generation = 0;             // rises when the marks change; what is off the screen is marked when it comes near
const near = new Set();         // beads on or near the screen
const touched = new Set();      // beads that were marked once

function wordPiece(sentence, from, to, spans) {
  let node = document.createTextNode(sentence.text.slice(from, to));
  const covering = spans.filter(s => s.from <= from && s.to >= to);
  for (const name of covering.length ? MARKS : []) {
    const own = covering.filter(s => s.name === name);
    if (!own.length) continue;
    const starts = own.some(s => s.from === from) && FILTERS[name];
    node = el("mark", {class: name, "data-letter": starts ? FILTERS[name][1] : null, "data-rows": own.map(s => s.row?.n ?? "").join(" ")}, node);
  }
  const links = sentence.links.filter(l => l.from <= from && l.to >= to);
  return links.length ? el("span", {class: "w", tabindex: "-1", "data-links": links.map(l => l.n).join(" ")}, node) : node;
}

function paintSentence(sentence) {
  const spans = [...sentence.hits.map(([from, to]) => ({name: "hit", from, to})), ...sentence.spans.filter(s => wanted(s.row))];
  const cuts = new Set([0, sentence.text.length, ...[...spans, ...sentence.links].flatMap(s => [s.from, s.to])]);
  const points = [...cuts].sort((a, b) => a - b);
  sentence.el.replaceChildren(...points.slice(1).map((to, i) => wordPiece(sentence, points[i], to, spans)));
}

function paintBead(bead) {
  if (bead.painted === generation) return;
  bead.painted = generation;
  touched.add(bead);
  for (const lang of LANGS) bead[lang].forEach(paintSentence);
  const flags = state.on.size ? [...new Set(bead.rows.filter(wanted).map(r => FILTERS[r.filter][1]))] : [];
  $(".no", bead.el).dataset.flags = flags.join(" ");
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
  const watcher = new IntersectionObserver(entries => entries.forEach(({target, isIntersecting}) => {
    const bead = beadOfElement.get(target);
    if (!isIntersecting || !bead) return near.delete(bead);
    near.add(bead);
    paintBead(bead);
  }), {rootMargin: "400px 0px"});
  beads.forEach(bead => watchBead(watcher, bead));
  addEventListener("beforeprint", () => beads.forEach(paintBead));
  return watcher;
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
  const found = $$(".w", word.closest(".pair")).filter(w => w.dataset.links.split(" ").some(n => wantedLinks.has(n)));
  found.forEach(w => w.classList.add("aligned"));
  return found;
}

// The aligned words, said for those who do not see the marks.
function sayAligned(word) {
  const [own, others] = [true, false].map(same => showAligned(word)
    .filter(w => (w.closest(".s").lang === word.closest(".s").lang) === same).map(w => w.textContent));
  say(`${own.join(" ")} ↔ ${others.join(" ")}`);
}
