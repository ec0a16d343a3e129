"use strict";
// The page of a corpus. In mode "folder" all data lie beside it in files; in mode "server" it asks for them.
const MODE = document.documentElement.dataset.mode;
const COLOURS = ["#004488", "#997700", "#994455", "#6699CC", "#EECC66", "#EE99AA"];
const SHOWN = 200;
const byId = id => document.getElementById(id);
let documents = [];
let documentOf = new Map();

function make(name, fields = {}, ...children) {
  const node = document.createElement(name);
  Object.assign(node, fields);
  node.append(...children);
  return node;
}

function drawn(name, fields, text = "") {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(fields)) node.setAttribute(key, value);
  node.textContent = text;
  return node;
}

function readerOf(docId, place = "") {
  return `read/${encodeURIComponent(docId)}.html${place ? "#" + encodeURIComponent(place) : ""}`;
}

// Stacked bars: columns is [label, {name: height}], names get the colours in order.
function bars(box, columns, names, unit) {
  const step = Math.max(14, Math.min(60, 900 / Math.max(columns.length, 1)));
  const height = 180;
  const top = Math.max(1e-9, ...columns.map(([, parts]) => Object.values(parts).reduce((a, b) => a + b, 0)));
  const svg = drawn("svg", { width: 60 + step * columns.length, height: height + 40, role: "img" });
  svg.setAttribute("aria-label", columns.map(([label, parts]) => `${label}: ${Object.values(parts).reduce((a, b) => a + b, 0).toPrecision(3)}`).join("; "));
  svg.append(drawn("text", { x: 0, y: 12 }, `${Number(top.toPrecision(3)).toLocaleString()} ${unit}`));
  const every = Math.ceil(34 / step);
  columns.forEach(([label, parts], column) => {
    let y = height + 18;
    names.forEach((name, n) => {
      const size = (parts[name] || 0) / top * height;
      y -= size;
      if (!size) return;
      const bar = drawn("rect", { x: 30 + step * column, y, width: step * .8, height: size, fill: COLOURS[n % COLOURS.length] });
      bar.append(drawn("title", {}, `${label} ${name || "?"}: ${Number(parts[name].toPrecision(4)).toLocaleString()}`));
      svg.append(bar);
    });
    if (column % every === 0) svg.append(drawn("text", { x: 30 + step * column, y: height + 34 }, label));
  });
  const key = names.map((name, n) => make("span", {}, Object.assign(make("span", { textContent: " ■ " }), { style: `color:${COLOURS[n % COLOURS.length]}` }), name || "–"));
  box.replaceChildren(svg, make("div", { className: "quiet" }, ...key));
}

function overview() {
  const years = new Map();
  const genres = [...new Set(documents.map(row => row.genre))];
  for (const row of documents) {
    const year = row.date.slice(0, 4) || "no date";
    if (!years.has(year)) years.set(year, {});
    years.get(year)[row.genre] = (years.get(year)[row.genre] || 0) + 1;
  }
  bars(byId("years"), [...years].sort(), genres, "documents");
  byId("new").textContent = window.CORPUS.fresh.join(" · ") || "none 无";
  for (const field of ["author", "genre"]) {
    const values = [...new Set(documents.map(row => row[field]))].filter(Boolean).sort();
    byId("ask").elements[field].append(...values.map(value => make("option", { value, textContent: value })));
  }
  byId("known").append(...window.CORPUS.known.map(value => make("option", { value })));
}

let listed = 0;
function list(from) {
  const wanted = byId("filter").value.toLowerCase();
  const fits = documents.filter(row => Object.values(row).join(" ").toLowerCase().includes(wanted));
  if (!from) { byId("rows").replaceChildren(); listed = 0; }
  for (const row of fits.slice(listed, listed + SHOWN)) {
    const link = make("a", { href: readerOf(row.doc_id), textContent: row.title || row.doc_id });
    byId("rows").append(make("tr", {}, ...[row.date, link, row.author, row.genre, String(row.beads)].map(cell => make("td", {}, cell))));
  }
  listed += SHOWN;
  byId("more").hidden = listed >= fits.length;
}

// A hit as a line: date and link, the words in context, the other rendering with what renders them.
function line(hit) {
  const about = documentOf.get(hit.doc_id) || {};
  const link = make("a", { href: readerOf(hit.doc_id, hit.bead_id), textContent: `${about.date || ""} ${about.title || hit.doc_id}` });
  const own = make("div", { lang: hit.lang }, hit.left, make("mark", { textContent: hit.hit }), hit.right);
  const other = make("div", { lang: hit.lang === "zh" ? "en" : "zh", className: "quiet" });
  const at = hit.rendering_start;
  if (hit.rendering && at !== null) {
    const end = at + hit.rendering.length;
    other.append(hit.counterpart.slice(0, at), make("mark", { className: "rendering", textContent: hit.counterpart.slice(at, end) }), hit.counterpart.slice(end));
  } else other.append(hit.counterpart);
  return make("li", {}, link, own, other);
}

function show(found, asked, began) {
  byId("hits").replaceChildren(...found.hits.map(line));
  const seconds = ((performance.now() - began) / 1000).toFixed(2);
  byId("status").textContent = `${found.total.toLocaleString()} places 处${found.hits.length < found.total ? `, the first ${found.hits.length} shown` : ""} (${seconds} s)`;
  const rows = (found.renderings || []).map(row => make("span", {}, `${row.rendering || "Ø"} ${row.count}   `));
  byId("renderings").replaceChildren(...rows);
}

// The policy of the page allows no script but this one and those that this one asks for.
function load(name) {
  return new Promise((onload, onerror) => { document.head.append(make("script", { src: `data/${name}.js`, onload, onerror })); });
}

const parts = [];
function part(number) {
  return parts[number] ||= load(`part-${String(number).padStart(3, "0")}`).then(() => window.CORPUS.parts[number]);
}

function chosen(asked) {
  return new Set(documents.filter(row => {
    const year = Number(row.date.slice(0, 4));
    return (!asked.from || year >= asked.from) && (!asked.to || (year && year <= asked.to)) && (!asked.author || row.author === asked.author) && (!asked.genre || row.genre === asked.genre);
  }).map(row => row.doc_id));
}

async function searchFolder(asked, began) {
  const wanted = asked.q.toLowerCase();
  const lang = asked.lang || (/\p{Script=Han}/u.test(asked.q) ? "zh" : "en");
  const of = chosen(asked);
  const found = { hits: [], total: 0 };
  for (let number = 0; number < window.CORPUS.n_parts; number++) {
    if (window.CORPUS.documents_of[number].every(docId => !of.has(docId))) continue;
    for (const [docId, beadId, zh, en] of await part(number)) {
      if (!of.has(docId)) continue;
      const [text, counterpart] = lang === "zh" ? [zh, en] : [en, zh];
      const lower = text.toLowerCase();
      for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
        found.total++;
        if (found.hits.length < SHOWN) found.hits.push({ doc_id: docId, bead_id: beadId, lang, left: text.slice(0, at), hit: text.slice(at, at + wanted.length), right: text.slice(at + wanted.length), counterpart, rendering: "", rendering_start: null });
      }
    }
    show(found, asked, began);
  }
  show(found, asked, began);
}

async function get(path, asked) {
  const answer = await fetch(`${path}?${new URLSearchParams(asked)}`);
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
}

async function search(event) {
  event.preventDefault();
  const asked = Object.fromEntries(new FormData(byId("ask")));
  const began = performance.now();
  byId("status").textContent = "…";
  try {
    if (MODE === "folder") await searchFolder(asked, began);
    else {
      show(await get("api/search", asked), asked, began);
      const renderings = await get("api/renderings", asked);
      byId("renderings").replaceChildren(...renderings.map(row => make("span", {}, `${row.rendering || "Ø"} ${row.count}   `)));
    }
  } catch (error) { byId("status").textContent = error.message; }
}

async function drawTime(event) {
  event?.preventDefault();
  const query = byId("ask-time").elements.q.value.trim();
  if (!query) return;
  try {
    const table = MODE === "folder" ? window.CORPUS.timelines[query] : await get("api/time", { q: query });
    if (!table) throw new Error(`The folder holds the time lines of ${window.CORPUS.known.length} formulations; for others run: fa-study serve`);
    const names = [...new Set(table.map(row => row.rendering))];
    const columns = new Map();
    for (const row of table) {
      if (!columns.has(row.period)) columns.set(row.period, {});
      if (row.count) columns.get(row.period)[row.rendering] = row.per_million * row.share;
    }
    byId("time-caption").textContent = `${query}: ${table.reduce((sum, row) => sum + row.count, 0)} places 处, per million characters 每百万字`;
    bars(byId("line"), [...columns], names, "per million");
  } catch (error) { byId("time-caption").textContent = error.message; }
}

async function start() {
  await load("documents");
  if (MODE === "folder") await load("timelines");
  documents = window.CORPUS.documents;
  documentOf = new Map(documents.map(row => [row.doc_id, row]));
  overview();
  list(0);
  byId("filter").addEventListener("input", () => list(0));
  byId("more").addEventListener("click", () => list(listed));
  byId("ask").addEventListener("submit", search);
  byId("ask-time").addEventListener("submit", drawTime);
  byId("ask-time").elements.q.value = window.CORPUS.known[0] || "";
  drawTime();
}

start();
