// Filters and the search decide which beads are shown and which words are marked.

const state = {on: new Set(), facets: new Map(), showAll: false, query: "", isRegex: false, item: null};

function narrowed(row, facet) {
  const chosen = state.facets.get(`${row.filter}\t${facet}`);
  return !chosen?.size || chosen.has(row[facet]);
}

const wanted = row => state.on.has(row.filter) && narrowed(row, "kind") && narrowed(row, "verdict");
const hasHits = bead => LANGS.some(lang => bead[lang].some(s => s.hits.length));
const matches = bead => (!state.on.size || bead.rows.some(wanted)) && (!state.query || hasHits(bead));
const isFiltering = () => Boolean(state.on.size || state.query);

function tally(values) {
  const counts = new Map();
  values.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  return [...counts].sort((a, b) => b[1] - a[1]);
}

const tallies = new Map();

// How often each value occurs in the rows of a filter, counted once.
function tallyOf(name, facet) {
  const key = `${name}\t${facet}`;
  if (!tallies.has(key)) tallies.set(key, tally(rows.filter(r => r.filter === name && r[facet]).map(r => r[facet])));
  return tallies.get(key);
}

function chip(label, count, pressed, attributes, letter = null) {
  const badge = letter && el("span", {class: "badge", "aria-hidden": "true"}, letter);
  return el("button", {type: "button", "aria-pressed": String(pressed), ...attributes}, badge, label, " ", el("span", {class: "count"}, count.toLocaleString("en")));
}

function buildFilters() {
  const counts = new Map(tally(rows.map(r => r.filter)));
  const shown = Object.entries(FILTERS).filter(([name]) => counts.get(name));
  $(".filters").replaceChildren(...shown.map(([name, [label, letter, title]]) =>
    chip(label, counts.get(name), false, {"data-filter": name, class: `filter ${name}`, title}, letter)),
    el("button", {type: "button", "data-do": "all", "aria-pressed": "false", title: "Hide nothing, only mark"}, "Show all beads"));
}

function buildFacets() {
  const groups = [...state.on].map(name => {
    const chips = ["kind", "verdict"].flatMap(facet => facetChips(name, facet));
    return chips.length ? el("div", {role: "group", class: name, "aria-label": `Narrow ${FILTERS[name][0]}`}, el("span", {class: "badge", "aria-hidden": "true"}, FILTERS[name][1]), ...chips) : null;
  });
  $(".facets").replaceChildren(...groups.filter(Boolean));
}

function facetChips(name, facet) {
  const counts = tallyOf(name, facet);
  const chosen = state.facets.get(`${name}\t${facet}`) ?? new Set();
  return counts.length < 2 ? [] : counts.map(([value, n]) =>
    chip(value.replaceAll("_", " "), n, chosen.has(value), {"data-facet": facet, "data-of": name, "data-value": value}));
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

function pressButtons() {
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));
  $$("[data-filter]").forEach(b => press(b, state.on.has(b.dataset.filter)));
  $$("[data-facet]").forEach(b => press(b, Boolean(state.facets.get(`${b.dataset.of}\t${b.dataset.facet}`)?.has(b.dataset.value))));
  press($("[data-do=all]"), state.showAll);
  press($("[data-do=regex]"), state.isRegex);
}

// Shows what fits, marks it, and says how much that is.
function apply() {
  const filtering = isFiltering();
  const shownIn = new Set();
  let n = 0;
  for (const bead of beads) {
    bead.fits = matches(bead);
    n += bead.fits;
    const hide = !bead.fits && !state.showAll;
    if (bead.isHidden !== hide) bead.el.hidden = bead.isHidden = hide;
    if (!hide) shownIn.add(bead.pair);
  }
  pairs.forEach(pair => { pair.hidden = filtering && !shownIn.has(pair.dataset.pair); });
  $(".nothing").hidden = !filtering || n > 0 || state.showAll;
  document.documentElement.classList.toggle("filtering", filtering);
  state.item = null;
  pressButtons();
  repaint();
  if (current) showDetails(current);  // what is filtered by comes first there
  say(filtering ? `${plural(countItems(), "item")} in ${n.toLocaleString("en")} of ${plural(beads.length, "bead")}` : plural(beads.length, "bead"));
}

const plural = (n, name) => `${n.toLocaleString("en")} ${name}${n === 1 ? "" : "s"}`;

function countItems() {
  const hits = state.query ? sentences.reduce((n, s) => n + (s.bead.fits ? s.hits.length : 0), 0) : 0;
  return hits + rows.filter(r => wanted(r) && r.homes.some(bead => bead.fits)).length;
}

let searched = "";

function search(query, isRegex) {
  searched = query;
  const fault = $(".fault");
  let pattern = null;
  try { pattern = query.trim() ? searchPattern(query, isRegex) : null; fault.hidden = true; }
  catch (error) {
    fault.textContent = `This is no regular expression: ${error.message.replace(/^Invalid regular expression: /, "")}. Correct it, or press “.*” to search for the signs themselves.`;
    fault.hidden = false;
  }
  Object.assign(state, {query: pattern ? query : "", isRegex});
  for (const sentence of sentences) {
    if (pattern) sentence.folded ??= fold(sentence.text);
    sentence.hits = pattern ? findHits(sentence.folded, pattern) : [];
  }
  apply();
  buildConcordance();
}

function clearAll() {
  state.on.clear();
  state.facets.clear();
  $("[name=query]").value = "";
  buildFacets();
  search("", state.isRegex);
}

// What `n` and `p` walk along: the marked rows and hits in reading order; without a filter, where to look first.
function items() {
  const byFilter = isFiltering() ? wanted : row => row.filter === "attention";
  return beads.filter(bead => !bead.el.hidden || !isFiltering()).flatMap(bead => [
    ...(state.query && hasHits(bead) ? [{bead, row: null}] : []), ...bead.rows.filter(byFilter).map(row => ({bead, row}))]);
}

function stepItem(step) {
  const all = items();
  if (!all.length) return say("Nothing is marked.");
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
  say(`${n} of ${of}${row ? `: ${rowInWords(row)}` : ""}`);
}
