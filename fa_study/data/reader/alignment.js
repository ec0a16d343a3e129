// Correcting an alignment: sentences move between neighbours, beads are joined and split; the order of the text stays.

const original = new Map();  // pair that was changed -> its beads as the file has them, [[zh], [en]] each
const listOf = pair => pairs.get(pair).beads.map(b => LANGS.map(lang => b[lang]));
const sameBead = (a, b) => a.every((side, i) => side.length === b[i].length && side.every((s, k) => s === b[i][k]));

const isChanged = (bead, was) => !was.some(b => sameBead(b, LANGS.map(lang => bead[lang])));

function changedBeads() {
  return beads.filter(bead => bead.moved);
}

function changedAlignment() {
  return Object.fromEntries([...new Set(changedBeads().map(b => b.pair))].map(pair => [pair, listOf(pair).map(b => b.map(side => side.map(s => s.n)))]));
}

// The beads of a pair as a list says; a bead keeps its place in the page with its first sentence.
function arrange(pair, list) {
  const old = pairs.get(pair).beads, used = new Set();
  if (!original.has(pair)) original.set(pair, listOf(pair));
  readRowsOf(pair);
  drawText(pairs.get(pair));
  const end = old.at(-1).el.nextSibling, section = old[0].el.parentElement;
  const made = list.filter(sides => sides.some(side => side.length)).map(sides => {
    const bead = sides.flat().map(s => s.home).find(home => !used.has(home)) ?? newBead(sides.flat()[0].home);
    used.add(bead);
    LANGS.forEach((lang, i) => { bead[lang] = sides[i]; });
    return bead;
  });
  beads.splice(beads.indexOf(old[0]), old.length, ...made);
  old.filter(bead => !used.has(bead)).forEach(bead => { bead.el.remove(); near.delete(bead); });
  made.forEach((bead, i) => fillBead(bead, i + 1));
  made.forEach(bead => { section.insertBefore(bead.el, end); });
  pairs.get(pair).beads = made;
  moveRows(new Set(old.flatMap(bead => bead.rows)), made);
}

// Gives rows to the beads that now hold what they are about.
function moveRows(moved, made) {
  made.forEach(bead => { bead.rows = []; });
  for (const row of [...moved].sort((a, b) => a.n - b.n)) {
    row.homes = [...homesOf(row)];
    row.homes.forEach(bead => { if (!bead.rows.includes(row)) bead.rows.push(row); });
  }
}

// The beads that a row is about, now.
function homesOf(row) {
  const all = row.spans.length ? row.spans.map(s => s.sentence.bead) : row.own.map(home => (home.own.zh[0] ?? home.own.en[0]).bead);
  return new Set(all);
}

function newBead(like) {
  const bead = {...like, id: `${like.id}.new`, el: like.el.cloneNode(true), rows: [], places: {...like.places}};
  for (let n = 2; document.getElementById(bead.id); n++) bead.id = `${like.id}.new${n}`;
  bead.el.id = bead.id;
  $$(".place", bead.el).forEach(place => place.remove());
  $(".no", bead.el).setAttribute("href", `#${bead.id}`);
  watchBead(watcher, bead);
  return bead;
}

function fillBead(bead, number) {
  for (const lang of LANGS) {
    bead[lang].forEach(sentence => { sentence.bead = bead; });
    const text = $("p", $(`.${lang}`, bead.el)), some = bead[lang].length > 0;
    text.replaceChildren(...(some ? sentenceNodes(bead, lang) : [notIn(lang)]));
    text.classList.toggle("none", !some);
  }
  Object.assign(bead, {number: String(number), painted: -1, moved: isChanged(bead, original.get(bead.pair))});
  bead.el.dataset.kind = `${bead.en.length}-${bead.zh.length}`;
  bead.el.classList.toggle("moved", bead.moved);
  bead.el.setAttribute("aria-label", `${t("Bead {0}", number)}${bead.moved ? `, ${t("corrected here")}` : ""}`);
  $(".no", bead.el).textContent = number;
  $(".why", bead.el)?.remove();
}

// how: previous, next, join, split; lang: whose sentence moves.
function correctAlignment(bead, how, lang) {
  const list = listOf(bead.pair).map(sides => sides.map(side => [...side]));
  const at = beads.filter(b => b.pair === bead.pair).indexOf(bead), side = LANGS.indexOf(lang);
  const follow = how === "previous" || how === "next" ? (how === "next" ? list[at][side].at(-1) : list[at][side][0]) : (bead.zh[0] ?? bead.en[0]);
  if (how === "previous") list[at - 1][side].push(list[at][side].shift());
  if (how === "next") list[at + 1][side].unshift(list[at][side].pop());
  if (how === "join") list.splice(at, 2, list[at].map((own, i) => [...own, ...list[at + 1][i]]));
  if (how === "split") list.splice(at + 1, 0, list[at].map(own => own.length > 1 ? [own.pop()] : []));
  arrange(bead.pair, list);
  afterAlignment(list[at]?.some(own => own.length) && bead.el.isConnected ? bead : follow.bead);
}

function restoreAlignment(pair) {
  arrange(pair, original.get(pair));
}

function afterAlignment(bead) {
  correctionsChanged();
  apply();
  goTo(bead);
  showDetails(bead);
  say(t("Bead {0} now holds {1} and {2}.", bead.number, plural(bead.zh.length, "Chinese sentence"), plural(bead.en.length, "English sentence")));
}

function alignmentControls(bead) {
  const own = beads.filter(b => b.pair === bead.pair), at = own.indexOf(bead);
  const button = (how, lang, label, title, possible) =>
    el("button", {type: "button", "data-align": how, "data-lang": lang, title, "aria-label": title, disabled: possible ? null : ""}, label);
  const moves = LANGS.map(lang => el("p", {}, el("span", {class: "side"}, t(SIDE[lang])),
    button("previous", lang, t("↑ first"), t(`First ${SIDE[lang]} sentence to the bead before`), at > 0 && bead[lang].length),
    button("next", lang, t("↓ last"), t(`Last ${SIDE[lang]} sentence to the bead after`), at < own.length - 1 && bead[lang].length)));
  return el("section", {class: "align"}, el("h3", {}, t("Alignment")), ...moves, el("p", {},
    button("join", "", t("Join with next"), t("Join with the bead after"), at < own.length - 1),
    button("split", "", t("Split"), t("Split off the last sentences as a bead of their own"), bead.zh.length > 1 || bead.en.length > 1),
    button("restore", "", t("Restore text"), t("Restore the alignment of this text"), own.some(b => b.moved))));
}
