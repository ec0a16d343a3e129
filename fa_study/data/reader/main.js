// The page as a whole: views, the current bead, keys.

let current = null;
let hovered = {};
let watcher;

const isView = name => document.getElementById(name)?.classList.contains("view");

function showView(name) {
  const view = isView(name) ? name : data.opens;
  $$(".view").forEach(v => { v.hidden = v.id !== view; });
  $$("nav.views a").forEach(a => a.getAttribute("href") === `#${view}` ? a.setAttribute("aria-current", "page") : a.removeAttribute("aria-current"));
  $(".bar").hidden = view !== "read";
  if (view === "read") drawNear();
  if (view === "concordance") takeOverHits();
  if (view === "first") openQueue();
  showCorrections();
}

const viewShown = () => $$(".view").find(view => !view.hidden)?.id;

function setHash(id) {
  try { history.replaceState(null, "", `#${id.startsWith("show?") ? id : encodeURIComponent(id)}`); } catch { /* a frame without an address */ }
}

function setCurrent(bead) {
  if (bead === current) return;
  if (current?.el) { current.el.classList.remove("current"); current.el.tabIndex = -1; }
  current = bead;
  bead.el.classList.add("current");
  bead.el.tabIndex = 0;  // one stop for the Tab key: the others are reached from here
  showDetails(bead);
}

// Shows a bead wherever it is, and makes it the current one.
function goTo(bead) {
  if (!bead) return;
  if ($("#read").hidden) showView("read");
  if (bead.isHidden) { state.showAll = true; apply(); }
  drawText(pairs.get(bead.pair));
  paintBead(bead);
  setCurrent(bead);
  bead.el.scrollIntoView({block: "nearest"});
  requestAnimationFrame(() => bead.el?.scrollIntoView({block: "nearest"}));  // its neighbours have their real heights only now
  bead.el.focus({preventScroll: true});
  setHash(bead.id);
}

function step(n) {
  if (viewShown() === "first") return stepQueue(n);
  const shown = beads.filter(b => !b.isHidden);
  const at = shown.indexOf(current);
  goTo(shown[at < 0 ? 0 : Math.min(Math.max(at + n, 0), shown.length - 1)]);
}

function stepWord(n) {
  const words = $$(".w", current.el), at = words.indexOf(document.activeElement);
  words[at < 0 ? (n > 0 ? 0 : words.length - 1) : (at + n + words.length) % words.length]?.focus();
}

// An address that a document or a person wrote may hold a per cent sign that begins no code.
function plainAddress(address) {
  try { return decodeURIComponent(address); } catch { return address; }
}

function followLink(address) {
  if (address.startsWith("show?")) { followDoor(address.slice(5)); return setHash(address); }
  const id = plainAddress(address);
  const bead = beadNamed(id);
  if (bead) return goTo(bead);
  const target = document.getElementById(id);
  showView(target?.closest(".view")?.id ?? "");
  if (!target || isView(id)) scrollTo(0, 0);
  else target.scrollIntoView();
  if (isView(id)) $("h2", target)?.focus({preventScroll: true});
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
  filters: button => button.setAttribute("aria-expanded", String($(".bar").classList.toggle("open"))),
  previous: () => stepItem(-1),
  next: () => stepItem(1),
  all: () => { state.showAll = !state.showAll; apply(); },
  same: toggleSame,
  clear: clearAll,
  more: drawLines,
  renderings: () => { asked.allRenderings = true; sortConcordance(); },
  csv: saveLines,
  copylines: copyLines,
  copy: () => copyBead(current),
  panel: () => $(".panel .toggle").setAttribute("aria-expanded", String($(".panel").classList.toggle("open"))),
  previousplace: () => stepQueue(-1),
  nextplace: () => stepQueue(1),
  morequeue: () => drawMoreQueue(),
  save: saveCorrections,
  savequeue: saveCorrections,
  command: async () => { await copyText($(".then code").textContent); say(t("Copied.")); },
  discard: discardCorrections,
  enlarge,
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
    const {do: what, filter, facet, align, lang, rendering} = button.dataset;
    if (what) DO[what](button);
    else if (filter) toggleFilter(filter);
    else if (facet) toggleFacet(button.dataset);
    else if (rendering !== undefined) toggleRendering(rendering);
    else if (align === "restore") { restoreAlignment(current.pair); afterAlignment(current.el.isConnected ? current : pairs.get(current.pair).beads[0]); }
    else if (align) correctAlignment(current, align, lang);
  } else {
    const bead = beadOfElement.get(target.closest(".bead"));
    if (bead) setCurrent(bead);
    const item = target.closest(".item");
    if (item && Number(item.dataset.n) - 1 !== queueAt) setItem(Number(item.dataset.n) - 1, false);
    if (target.closest(".texts")) showAligned(target.closest(".w"));
  }
}

const KEYS = {j: () => step(1), k: () => step(-1), n: () => viewShown() === "first" ? stepQueue(1) : stepItem(1), p: () => viewShown() === "first" ? stepQueue(-1) : stepItem(-1),
              c: () => copyBead(viewShown() === "first" ? queue[queueAt]?.bead : current), "?": DO.help,
              "/": () => { if (viewShown() === "concordance") return focusField("[name=words]"); if ($(".bar").hidden) showView("read"); focusField("[name=query]"); },
              Escape: () => { showAligned(null); $$("mark.at, .panel .at").forEach(node => node.classList.remove("at")); $(".panel").classList.remove("open"); }};
const IN_BEAD = {ArrowDown: KEYS.j, ArrowUp: KEYS.k, ArrowRight: () => stepWord(1), ArrowLeft: () => stepWord(-1),
                 Enter: () => { $(".panel").classList.add("open"); showDetails(current); goTo(current); }};
const IN_QUEUE = {a: () => decideItem("accept"), r: () => decideItem("reject"), e: changeItem};

function focusField(name) {
  $(name).focus();
  $(name).select();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $(".help").open) return;
  const field = event.target.closest("input, select, textarea");
  if (field && event.key === "Escape") return field.blur();
  if (field) return;
  const picture = event.target.closest(".picture");
  const inBead = event.target.closest(".bead") && !event.target.closest("a");
  const doors = picture && {ArrowRight: () => stepDoor(picture, 1), ArrowLeft: () => stepDoor(picture, -1)};
  const action = doors?.[event.key] ?? (inBead && IN_BEAD[event.key] || viewShown() === "first" && IN_QUEUE[event.key] || KEYS[event.key]);
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

// A field that is looked up a moment after the last letter, and at once by Enter.
function listenTo(field, lookUp) {
  let waiting, last = "";
  const now = () => { clearTimeout(waiting); last = field.value; return lookUp(field.value); };
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(now, 120); });
  field.addEventListener("change", () => { if (field.value !== last) now(); });
  return now;
}

function listen() {
  addEventListener("click", onClick);
  addEventListener("keydown", onKey);
  addEventListener("hashchange", () => followLink(location.hash.slice(1)));
  $("main").addEventListener("pointerover", onHover);
  new ResizeObserver(([{target}]) => document.documentElement.style.setProperty("--bar", `${target.offsetHeight}px`)).observe($(".bar"));
  $("main").addEventListener("focusin", onFocus);
  const searchNow = listenTo($("[name=query]"), words => search(words, state.isRegex));
  $("[name=query]").addEventListener("keydown", ({key}) => { if (key === "Enter") searchNow().then(() => stepItem(1)); });
  const lookUpNow = listenTo($("[name=words]"), findLines);
  $("[name=words]").addEventListener("keydown", ({key}) => { if (key === "Enter") lookUpNow(); });
  $("[name=sort]").addEventListener("change", sortConcordance);
  $("[name=pair]")?.addEventListener("change", ({target}) => { if (target.value) goTo(beads.find(b => b.pair === target.value)); target.value = ""; });
}

function start() {
  const theme = recall("theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
  readPage();
  watcher = watchBeads();
  buildTexts();
  buildFilters();
  buildQueue();
  buildFigures();
  showDetails(null);
  listen();
  apply();
  showView("");
  restoreCorrections();
  if (location.hash) followLink(location.hash.slice(1));
  document.documentElement.classList.add("ready");
  globalThis.requestIdleCallback?.(readInTime);
}

document.documentElement.classList.add("js");  // before the page is drawn, so that nothing jumps
document.addEventListener("DOMContentLoaded", start);
