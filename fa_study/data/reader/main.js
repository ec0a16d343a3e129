// The page as a whole: views, the current bead, keys.

let current = null;
let hovered = {};
let watcher;

function showView(name) {
  const view = document.getElementById(name)?.classList.contains("view") ? name : "read";
  $$(".view").forEach(v => { v.hidden = v.id !== view; });
  $$("nav a").forEach(a => a.getAttribute("href") === `#${view}` ? a.setAttribute("aria-current", "page") : a.removeAttribute("aria-current"));
  $(".bar").hidden = !["read", "concordance"].includes(view);
  $(".filters").hidden = $(".facets").hidden = view !== "read";
}

function setHash(id) {
  try { history.replaceState(null, "", `#${encodeURIComponent(id)}`); } catch { /* a frame without an address */ }
}

function setCurrent(bead) {
  if (bead === current) return;
  if (current) { current.el.classList.remove("current"); current.el.tabIndex = -1; }
  current = bead;
  bead.el.classList.add("current");
  bead.el.tabIndex = 0;  // one stop for the Tab key: the others are reached from here
  showDetails(bead);
}

// Shows a bead wherever it is, and makes it the current one.
function goTo(bead) {
  if (!bead) return;
  if ($("#read").hidden) showView("read");
  if (bead.el.hidden || bead.el.closest(".pair").hidden) { state.showAll = true; apply(); }
  paintBead(bead);
  setCurrent(bead);
  bead.el.scrollIntoView({block: "nearest"});
  requestAnimationFrame(() => bead.el.scrollIntoView({block: "nearest"}));  // its neighbours have their real heights only now
  bead.el.focus({preventScroll: true});
  setHash(bead.id);
}

function step(n) {
  const shown = beads.filter(b => !b.el.hidden);
  const at = shown.indexOf(current);
  goTo(shown[at < 0 ? 0 : Math.min(Math.max(at + n, 0), shown.length - 1)]);
}

function stepWord(n) {
  const words = $$(".w", current.el), at = words.indexOf(document.activeElement);
  words[at < 0 ? (n > 0 ? 0 : words.length - 1) : (at + n + words.length) % words.length]?.focus();
}

function followLink(id) {
  const bead = beads.find(b => b.id === id);
  if (bead) return goTo(bead);
  const target = document.getElementById(id);
  showView(target?.closest(".view")?.id ?? "read");
  if (!target?.classList.contains("view")) target?.scrollIntoView();
  else scrollTo(0, 0);
  setHash(id);
}

function toggleTheme() {
  const dark = getComputedStyle(document.documentElement).colorScheme === "dark" || !document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "light" : "dark";
  remember("theme", document.documentElement.dataset.theme);
}

const DO = {
  correct: () => toggleCorrecting(!document.documentElement.classList.contains("correcting")),
  theme: toggleTheme,
  help: () => $(".help").showModal(),
  close: () => $(".help").close(),
  regex: () => search($("[name=query]").value, !state.isRegex),
  previous: () => stepItem(-1),
  next: () => stepItem(1),
  all: () => { state.showAll = !state.showAll; apply(); },
  clear: clearAll,
  more: drawLines,
  copy: () => copyBead(current),
  panel: () => $(".panel .toggle").setAttribute("aria-expanded", String($(".panel").classList.toggle("open"))),
  save: () => saveFile("corrections.tsv", correctionsText(), "text/tab-separated-values"),
  discard: discardCorrections,
};

function onClick(event) {
  const {target} = event;
  const link = target.closest("a[href^='#']"), button = target.closest("button");
  if (link) {  // in a frame without an address of its own, the browser would leave the page
    event.preventDefault();
    if (link.classList.contains("no")) $(".panel").classList.add("open");
    followLink(link.getAttribute("href").slice(1));
    if (link.classList.contains("no")) showDetails(current);
  } else if (button) {
    const {do: what, filter, facet, align, lang} = button.dataset;
    if (what) DO[what]();
    else if (filter) toggleFilter(filter);
    else if (facet) toggleFacet(button.dataset);
    else if (align === "restore") { restoreAlignment(current.pair); afterAlignment(current.el.isConnected ? current : beads.find(b => b.pair === current.pair)); }
    else if (align) correctAlignment(current, align, lang);
  } else {
    const bead = beadOfElement.get(target.closest(".bead"));
    if (bead) setCurrent(bead);
    if (target.closest(".texts")) showAligned(target.closest(".w"));
  }
}

const KEYS = {j: () => step(1), k: () => step(-1), n: () => stepItem(1), p: () => stepItem(-1), c: () => copyBead(current), "?": DO.help,
              "/": () => { if ($(".bar").hidden) showView("read"); $("[name=query]").focus(); $("[name=query]").select(); },
              Escape: () => { showAligned(null); $$(".at").forEach(node => node.classList.remove("at")); $(".panel").classList.remove("open"); }};
const IN_BEAD = {ArrowDown: KEYS.j, ArrowUp: KEYS.k, ArrowRight: () => stepWord(1), ArrowLeft: () => stepWord(-1),
                 Enter: () => { $(".panel").classList.add("open"); showDetails(current); goTo(current); }};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $(".help").open) return;
  const field = event.target.closest("input, select, textarea");
  if (field && event.key === "Escape") return field.blur();
  if (field) return;
  const inBead = event.target.closest(".bead") && !event.target.closest("a");
  const action = (inBead && IN_BEAD[event.key]) || KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function onHover({target, pointerType}) {
  if (pointerType === "touch" || !target.closest(".texts")) return;
  const word = target.closest(".w"), bead = target.closest(".bead");
  if (word ? word === hovered.word : bead === hovered.bead) return;  // the gap between two words changes nothing
  hovered = {word, bead};
  showAligned(word);
}

function onFocus({target}) {
  const bead = beadOfElement.get(target.closest(".bead"));
  if (bead) setCurrent(bead);
  if (target.classList.contains("w")) sayAligned(target);
}

function listen() {
  let waiting;
  addEventListener("click", onClick);
  addEventListener("keydown", onKey);
  addEventListener("hashchange", () => followLink(decodeURIComponent(location.hash.slice(1))));
  $("main").addEventListener("pointerover", onHover);
  new ResizeObserver(([{target}]) => document.documentElement.style.setProperty("--bar", `${target.offsetHeight}px`)).observe($(".bar"));
  $("main").addEventListener("focusin", onFocus);
  const field = $("[name=query]"), searchNow = () => { clearTimeout(waiting); search(field.value, state.isRegex); };
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(searchNow, 120); });
  field.addEventListener("change", () => { if (field.value !== searched) searchNow(); });
  field.addEventListener("keydown", ({key}) => { if (key === "Enter") { searchNow(); stepItem(1); } });
  $("[name=sort]").addEventListener("change", sortConcordance);
  $("[name=pair]")?.addEventListener("change", ({target}) => { if (target.value) goTo(beads.find(b => b.pair === target.value)); target.value = ""; });
}

function start() {
  const theme = recall("theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
  readPage();
  keepOriginal();
  $$(".bead, .bead .no").forEach(node => { node.tabIndex = -1; });  // Enter in a bead does what its number does
  if (beads.length) beads[0].el.tabIndex = 0;
  buildFilters();
  showView("read");
  showDetails(null);
  watcher = watchBeads();
  listen();
  apply();
  restoreCorrections();
  if (location.hash) followLink(decodeURIComponent(location.hash.slice(1)));
}

document.documentElement.classList.add("js");  // before the page is drawn, so that nothing jumps
document.addEventListener("DOMContentLoaded", start);
