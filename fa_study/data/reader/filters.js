// Filters and the search decide which beads are shown and which words are marked.

// on: names of filters; facets: "filter\tfacet" -> values; same: whether what agrees counts too; pair, group, ids: what a figure leads to.
const state = {on: new Set(), facets: new Map(), same: false, pair: "", group: "", ids: null, showAll: false, query: "", isRegex: false, item: null};

function narrowed(row, facet) {
  if (!state.facets.size) return true;
  const chosen = state.facets.get(`${row.filter}\t${facet}`);
  return !chosen?.size || chosen.has(row[facet]);
}

// Whether somebody asked for the very value that says that a row agrees.
function isAskedFor(row) {
  if (!state.facets.size) return false;
  const facet = row.verdict ? "verdict" : "kind";
  return Boolean(state.facets.get(`${row.filter}\t${facet}`)?.has(row[facet]));
}

const wanted = row => state.on.has(row.filter) && narrowed(row, "kind") && narrowed(row, "verdict") && (state.same || differs(row) || isAskedFor(row));
const hasHits = bead => LANGS.some(lang => bead[lang].some(s => s.hits.length));
const isInPlace = bead => (!state.pair || bead.pair === state.pair) && (!state.group || groupOf(bead) === state.group) && (!state.ids || state.ids.has(bead.id));
const isNarrowed = () => Boolean(state.pair || state.group || state.ids);
const isFiltering = () => Boolean(state.on.size || state.query || isNarrowed());

// one to one, many to one …: English sentences first
function groupOf(bead) {
  const [en, zh] = [bead.en.length, bead.zh.length];
  if (!zh) return "1-0";
  if (!en) return "0-1";
  return `${en > 1 ? "n" : 1}-${zh > 1 ? "n" : 1}`;
}

function tally(values) {
  const counts = new Map();
  values.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  return [...counts].sort((a, b) => b[1] - a[1]);
}

// How many rows of some sorts have each value of a facet, the most frequent first.
function tallySorts(some, facet) {
  const counts = new Map();
  for (const sort of some) counts.set(sort[facet], (counts.get(sort[facet]) ?? 0) + sort.n);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

const tallies = new Map();

// How often each value occurs in the rows of a filter, counted once.
function tallyOf(name, facet) {
  const key = `${name}\t${facet}`;
  if (!tallies.has(key)) tallies.set(key, tallySorts(sorts.filter(sort => sort.filter === name && sort[facet]), facet));
  return tallies.get(key);
}

function chip(text, count, pressed, attributes, letter = null) {
  const badge = letter && el("span", {class: "badge", "aria-hidden": "true"}, letter);
  return el("button", {type: "button", "aria-pressed": String(pressed), ...attributes}, badge, text, " ", el("span", {class: "count"}, number(count)));
}

// A filter counts what differs; what agrees is counted in its title, and there on request.
function buildFilters() {
  const counts = new Map(tallySorts(sorts.filter(sort => state.same || sort.differs), "filter"));
  const all = new Map(tallySorts(sorts, "filter"));
  const shown = Object.entries(FILTERS).filter(([name]) => all.get(name));
  $(".filters").replaceChildren(...shown.map(([name, [text, letter, title]]) =>
    chip(t(text), counts.get(name) ?? 0, state.on.has(name), {"data-filter": name, class: `filter ${name}`, title: `${t(title)} (${t("{0} in all", number(all.get(name)))})`}, letter)),
    el("button", {type: "button", "data-do": "same", "aria-pressed": String(state.same), title: t("Count and mark also what is the same or usual")}, t("Also what agrees")),
    el("button", {type: "button", "data-do": "all", "aria-pressed": "false", title: t("Hide nothing, only mark")}, t("Show all beads")));
}

function buildFacets() {
  const groups = [...state.on].map(name => {
    const chips = ["kind", "verdict"].flatMap(facet => facetChips(name, facet));
    const title = t(FILTERS[name][0]);
    return chips.length ? el("div", {role: "group", class: name, "aria-label": t("Narrow {0}", title)}, el("span", {class: "badge", "aria-hidden": "true"}, FILTERS[name][1]), ...chips) : null;
  });
  $(".facets").replaceChildren(...groups.filter(Boolean));
}

function facetChips(name, facet) {
  const counts = tallyOf(name, facet);
  const chosen = state.facets.get(`${name}\t${facet}`) ?? new Set();
  return counts.length < 2 ? [] : counts.map(([value, n]) =>
    chip(label(value), n, chosen.has(value), {"data-facet": facet, "data-of": name, "data-value": value, class: AGREES.has(value) ? "agrees" : null}));
}

function toggleFilter(name) {
  if (!state.on.delete(name)) state.on.add(name);
  ["kind", "verdict"].forEach(facet => state.facets.delete(`${name}\t${facet}`));
  buildFacets();
  apply();
}

function toggleFacet({of, facet, value}) {
  const key = `${of}\t${facet}`;
  const chosen = state.facets.get(key) ?? new Set();
  if (!chosen.delete(value)) chosen.add(value);
  state.facets.set(key, chosen);
  apply();
}

function toggleSame() {
  state.same = !state.same;
  buildFilters();
  apply();
}

function pressButtons() {
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));
  $$("[data-filter]").forEach(b => press(b, state.on.has(b.dataset.filter)));
  $$("[data-facet]").forEach(b => press(b, Boolean(state.facets.get(`${b.dataset.of}\t${b.dataset.facet}`)?.has(b.dataset.value))));
  press($("[data-do=all]"), state.showAll);
  press($("[data-do=regex]"), state.isRegex);
}

// The beads with rows that are wanted; null without a filter.
function foundBeads() {
  if (state.on.size) readAllRows();
  if (!state.on.size) return null;
  const found = new Set();
  for (const row of wantedRows()) for (const bead of row.homes) found.add(bead);
  return found;
}

const wantedRows = () => [...state.on].flatMap(name => (rowsBy.get(name) ?? []).filter(wanted));

// Shows what fits, marks it, and says how much that is.
function apply() {
  const filtering = isFiltering();
  const shownIn = new Set();
  let n = 0;
  dropFarTexts();
  const found = foundBeads();
  pairs.forEach(pair => { pair.shown = 0; });
  for (const bead of beads) {
    bead.fits = isInPlace(bead) && (!found || found.has(bead)) && (!state.query || hasHits(bead));
    n += bead.fits;
    const hide = !bead.fits && !state.showAll;
    if (bead.isHidden !== hide) bead.isHidden = hide;
    if (bead.el && bead.el.hidden !== hide) bead.el.hidden = hide;
    if (!hide) { shownIn.add(bead.pair); pairs.get(bead.pair).shown++; }
  }
  pairs.forEach(pair => { pair.el.hidden = filtering && !shownIn.has(pair.id); });
  pairs.forEach(keepRoom);
  $(".nothing").hidden = !filtering || n > 0 || state.showAll;
  document.documentElement.classList.toggle("filtering", filtering);
  $$("[data-level]").forEach(giveLevel);
  state.item = null;
  pressButtons();
  repaint();
  if (current) showDetails(current);  // what is filtered by comes first there
  sayHowMuch(filtering, n);
}

// Of many texts only those near the screen stay drawn: hiding and showing the others would take the time.
function dropFarTexts() {
  if (beads.length <= FEW) return;
  pairs.forEach(pair => { if (pair.isDrawn && !pair.isNear) undrawText(pair); });
}

function sayHowMuch(filtering, n) {
  if (!filtering) return say(plural(beads.length, "bead"));
  const where = state.pair ? `; ${pairs.get(state.pair)?.short ?? state.pair}` : "";
  const items = state.on.size || state.query ? t("{0} in ", plural(countItems(), "item")) : "";
  say(`${items}${t("{0} of {1}", number(n), plural(beads.length, "bead"))}${where}`);
}

function countItems() {
  const hits = state.query ? sentences.reduce((n, s) => n + (s.bead.fits ? s.hits.length : 0), 0) : 0;
  return hits + wantedRows().filter(row => row.homes.some(bead => bead.fits)).length;
}

let searched = "";

// Resolves when the hits are shown.
async function search(query, isRegex) {
  searched = query;
  const pattern = patternOf(query, isRegex);
  if (isBusy) stopWorker();
  state.isRegex = isRegex;
  if (!pattern) return showHits("", () => []);
  if (!isRegex) return showHits(query, sentence => findHits(foldedOf(sentence), pattern));
  return new Promise(shown => seek(pattern, places => {
    if (places) showHits(query, sentence => inSource(foldedOf(sentence), places[sentence.n]));
    else stopSearch();
    shown();
  }));
}

// What a query searches for; null for none, and for one that is no regular expression, which is told.
function patternOf(query, isRegex) {
  $(".fault").hidden = true;
  try { return query.trim() ? searchPattern(query, isRegex) : null; }
  catch (error) {
    tellFault(t("This is no regular expression: {0}. Correct it, or press “.*” to search for the signs themselves.", error.message.replace(/^Invalid regular expression: /, "")));
    return null;
  }
}

function tellFault(text) {
  $(".fault").textContent = text;
  $(".fault").hidden = false;
}

function stopSearch() {
  tellFault(t("This regular expression takes too long and was stopped: make it simpler, without a repetition inside a repetition."));
  showHits("", () => []);
}

function showHits(query, hitsOf) {
  state.query = query;
  for (const sentence of sentences) sentence.hits = hitsOf(sentence);
  apply();
  offerHits();
}

function clearState() {
  state.on.clear();
  state.facets.clear();
  Object.assign(state, {pair: "", group: "", ids: null});
  $("[name=query]").value = "";
  buildFacets();
}

function clearAll() {
  clearState();
  search("", state.isRegex);
}

// What a bar, dot or tick of a figure leads to: #show?filter=numbers&kind=differ&pair=pair1, #show?group=n-1, #show?ids=pair1.b3+pair1.b9, #show?words=灯塔.
function followDoor(address) {
  const asked = new URLSearchParams(address);
  if (asked.get("words")) return concord(asked.get("words"));
  clearState();
  showView("read");
  const filter = asked.get("filter");
  if (FILTERS[filter]) state.on.add(filter);
  for (const facet of ["kind", "verdict"]) if (asked.get(facet)) state.facets.set(`${filter}\t${facet}`, new Set(asked.getAll(facet)));
  Object.assign(state, {pair: asked.get("pair") ?? "", group: asked.get("group") ?? "", ids: asked.get("ids") ? new Set(asked.get("ids").split(" ")) : null});
  buildFacets();
  search("", state.isRegex);
  const first = beads.find(bead => bead.fits);
  if (first) goTo(first);
}

// What `n` and `p` walk along: the marked rows and hits in reading order; without a filter, where to look first.
function items() {
  const byFilter = isFiltering() ? wanted : row => row.filter === "attention";
  return beads.filter(bead => !bead.isHidden || !isFiltering()).flatMap(bead => [
    ...(state.query && hasHits(bead) ? [{bead, row: null}] : []), ...bead.rows.filter(byFilter).map(row => ({bead, row}))]);
}

function stepItem(step) {
  const all = items();
  if (!all.length) return say(t("Nothing is marked."));
  let at = all.findIndex(i => i.bead === state.item?.bead && i.row === state.item?.row);
  if (at < 0) {  // from the current bead on
    const order = new Map(beads.map((bead, i) => [bead, i]));
    const after = all.findIndex(i => order.get(i.bead) >= (order.get(current) ?? 0));
    at = step > 0 ? (after < 0 ? -1 : after - 1) : (after < 0 ? all.length : after);
  }
  const item = all[(at + step + all.length) % all.length];
  goTo(item.bead);
  state.item = item;
  showItem(item, all.indexOf(item) + 1, all.length);
}

function showItem({bead, row}, n, of) {
  paintBead(bead);
  $$(".at").forEach(node => node.classList.remove("at"));
  $$("mark", bead.el).filter(m => row ? m.dataset.rows.split(" ").includes(String(row.n)) : m.classList.contains("hit")).forEach(m => m.classList.add("at"));
  if (row) $(`.panel [data-row="${row.n}"]`)?.classList.add("at");
  say(t("{0} of {1}", n, of) + (row ? `: ${rowInWords(row)}` : ""));
}
