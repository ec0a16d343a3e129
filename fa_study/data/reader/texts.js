// The two texts as the reader sees them. A text is drawn when it comes near the screen, so that a hundred of them open as fast as one.

const FEW = 1500;       // beads that are drawn at once; a study of more draws text by text
const BEAD_HEIGHT = 110;  // pixels, until a text is drawn
let textWatcher;

function buildTexts() {
  const shells = [...pairs.values()].map(textShell);
  $(".texts").prepend(...shells);
  if (!pairs.size) $(".texts").prepend(el("p", {}, t("No text has a counterpart in the other language, so nothing is compared.")));
  textWatcher = new IntersectionObserver(entries => entries.forEach(({target, isIntersecting}) => {
    const pair = pairs.get(target.dataset.pair);
    pair.isNear = isIntersecting;
    if (isIntersecting) drawText(pair);
  }), {rootMargin: "1200px 0px"});
  pairs.forEach(pair => textWatcher.observe(pair.el));
}

function textShell(pair, i) {
  const id = `title-${i + 1}`;
  pair.body = el("div", {class: "beads"});
  pair.el = el("section", {class: "pair", "aria-labelledby": id, "data-pair": pair.id},
    el("header", {class: "bead-like"}, el("span"), el("h2", {id, class: "hidden"}, pair.name), ...pair.sides.map(titleOf)),
    el("div", {class: "metadata live"}), pair.body, outside(pair));
  return pair.el;
}

function titleOf({lang, title, subtitle, author, affiliation}) {
  return el("div", {class: `title ${lang}`, lang}, el("p", {class: "main"}, title || (lang === "zh" ? "（无题）" : "(no title)")),
    subtitle ? el("p", {class: "sub"}, subtitle) : null, el("p", {class: "by"}, [author, affiliation].filter(Boolean).join(", ")));
}

function outside({unaligned}) {
  if (!unaligned.length) return null;
  return el("details", {class: "unaligned"}, el("summary", {}, t("Outside the alignment (notes and the like): {0}", unaligned.length)),
    ...unaligned.map(([lang, text]) => el("p", {lang}, text)));
}

// Draws what the reader is about to see; all of it where that is little.
function drawNear() {
  if (beads.length <= FEW) pairs.forEach(drawText);
  else pairs.forEach(keepRoom);
}

function drawText(pair) {
  if (pair.isDrawn) return;
  const own = pair.beads;
  pair.isDrawn = true;
  pair.body.style.minHeight = "";
  pair.body.replaceChildren(...(own.length ? own.map(drawBead) : [el("p", {class: "quiet"}, t("The sentences of this text are not aligned."))]));
}

// Takes a text out of the page again, and keeps the room that it will take.
function undrawText(pair) {
  pair.isDrawn = false;
  pair.beads.filter(bead => bead.el).forEach(forgetBead);
  pair.body.replaceChildren();
}

function keepRoom(pair) {
  if (pair.isDrawn) return;
  pair.body.style.minHeight = `${pair.shown*BEAD_HEIGHT}px`;
}

function drawBead(bead) {
  const isOneSided = !bead.zh.length || !bead.en.length;
  const opens = bead.opens.zh || bead.opens.en;
  bead.el = el("div", {class: `bead${isOneSided ? " one-sided" : ""}${opens ? " opens" : ""}${bead === current ? " current" : ""}`, id: bead.id, role: "group",
                       "aria-label": t("Bead {0}", bead.number), tabindex: bead === (current ?? beads[0]) ? "0" : "-1",
                       "data-kind": bead.kind, "data-score": bead.score, "data-source": bead.source},
    el("a", {class: "no", href: `#${bead.id}`, tabindex: "-1", "aria-label": t("Bead {0}, details", bead.number)}, bead.number),
    drawCell(bead, "zh"), drawCell(bead, "en"));
  bead.el.hidden = bead.isHidden;
  bead.painted = -1;
  watchBead(watcher, bead);
  return bead.el;
}

function drawCell(bead, lang) {
  const place = bead.places[lang], opens = bead.opens[lang], level = bead.levels[lang];
  const heading = level ? {class: "heading", role: "heading", "data-level": String(Math.min(level + 2, 6))} : {};
  const text = bead[lang].length ? el("p", heading, ...sentenceNodes(bead, lang)) : el("p", {class: "none"}, notIn(lang));
  if (level) giveLevel(text);
  return el("div", {class: `cell ${lang}${opens ? " opens" : ""}`, "data-place": place}, opens && place ? el("span", {class: "place"}, place) : null, text);
}

// Where a filter hides the heading above a heading, all are of one level: none may be skipped.
function giveLevel(heading) {
  heading.setAttribute("aria-level", isFiltering() ? "3" : heading.dataset.level);
}

function sentenceNodes(bead, lang) {
  return bead[lang].flatMap((sentence, i) => {
    sentence.el ??= el("span", {class: "s", lang, "data-s": sentence.id}, sentence.text);
    return i && lang === "en" ? [" ", sentence.el] : [sentence.el];
  });
}

const SIDE = {zh: "Chinese", en: "English"};
const notIn = lang => t(`not in the ${SIDE[lang]}`);

function forgetBead(bead) {
  near.delete(bead);
  touched.delete(bead);
  watcher.unobserve(bead.el);
  for (const lang of LANGS) bead[lang].forEach(sentence => { sentence.el = null; });
  bead.el = null;
}
