// The panel beside the text: what the tables say of the current bead.

const SIDE = {zh: "Chinese", en: "English"};

function rowInWords(row) {
  const words = [row.zh, row.en].filter(Boolean).join(" – ");
  return [words, [row.kind, row.verdict].filter(Boolean).join(", ").replaceAll("_", " "), row.note].filter(Boolean).join(": ");
}

function rowItem(row) {
  const empty = side => el("span", {class: "quiet"}, {terms: "not found", names: "not found"}[row.table] ?? `not in the ${SIDE[side]}`);
  const two = !["devices", "attention", "beads"].includes(row.table);
  const words = LANGS.filter(lang => two || row[lang]).map(lang => row[lang] ? el("span", {lang, class: "words"}, row[lang]) : empty(lang));
  const item = el("li", {"data-row": String(row.n)},
    el("div", {class: "pairing"}, ...words.flatMap((w, i) => i ? [el("span", {class: "arrow", "aria-hidden": "true"}, "–"), w] : [w])),
    el("div", {class: "verdict"}, ...[row.kind, row.verdict].filter(Boolean).map(v => el("span", {class: `tag${v === row.was ? " was" : ""}`}, v.replaceAll("_", " "))),
      row.note && el("span", {class: "note"}, row.note)));
  if (row.table !== "beads") item.append(...decisionControls(row));
  return item;
}

function rowGroup(bead, [name, [label, letter]]) {
  const own = bead.rows.filter(r => r.filter === name);
  if (!own.length) return null;
  return el("section", {class: `rows ${name}`}, el("h3", {}, el("span", {class: "badge", "aria-hidden": "true"}, letter), `${label} `, el("span", {class: "count"}, String(own.length))),
    el("ul", {}, ...own.map(rowItem)));
}

function beadFacts(bead) {
  const {kind, score, source} = bead.el.dataset;
  return [kind && el("span", {class: "tag", title: "English sentences – Chinese sentences"}, kind),
          score && el("span", {title: "how sure the alignment is, 0 to 1"}, `score ${Number(score).toFixed(2)}`),
          (source !== "auto" || bead.moved) && el("span", {class: "tag"}, bead.moved ? "corrected here" : source)].filter(Boolean);
}

function showDetails(bead) {
  const panel = $(".panel");
  if (!bead) return panel.replaceChildren(el("p", {class: "quiet hint"}, "Choose a bead to see what the tables say of it."));
  const open = panel.classList.contains("open");
  const n = bead.rows.length;
  panel.replaceChildren(
    el("h2", {}, el("button", {type: "button", class: "toggle", "aria-expanded": String(open), "data-do": "panel"}, `Bead ${bead.number} `, el("span", {class: "count"}, plural(n, "note")))),
    el("div", {class: "body"},
      el("p", {class: "facts"}, ...beadFacts(bead), el("span", {class: "id"}, bead.id)),
      el("p", {class: "places"}, placeOf(bead)),
      el("p", {class: "buttons"}, el("button", {type: "button", "data-do": "copy"}, "Copy both")),
      alignmentControls(bead),
      ...Object.entries(FILTERS).sort(([a], [b]) => state.on.has(b) - state.on.has(a)).map(f => rowGroup(bead, f)).filter(Boolean),
      ...(n ? [] : [el("p", {class: "quiet"}, "The tables say nothing of this bead.")])));
}

// Both renderings with their place, for a paper or a message.
async function copyBead(bead) {
  if (!bead) return say("Choose a bead first.");
  const place = placeOf(bead);
  await copyText([...LANGS.map(lang => textOf(bead, lang)).filter(Boolean), `[${bead.id}${place && `; ${place}`}]`].join("\n"));
  say(`Copied: both renderings of bead ${bead.number} with their place.`);
}
