// The panel beside the text: what the tables say of the current bead.

const wordsOf = row => [row.zh, row.en].filter(Boolean).join(" – ");

function rowInWords(row) {
  return [wordsOf(row), [row.kind, row.verdict].filter(Boolean).map(label).join(", "), row.note].filter(Boolean).join(": ");
}

function rowItem(row) {
  const empty = side => el("span", {class: "quiet"}, {terms: t("not found"), names: t("not found")}[row.table] ?? notIn(side));
  const two = !["devices", "attention", "beads"].includes(row.table);
  const words = LANGS.filter(lang => two || row[lang]).map(lang => row[lang] ? el("span", {lang, class: "words"}, row[lang]) : empty(lang));
  const item = el("li", {"data-row": String(row.n), class: differs(row) ? null : "agrees"},
    el("div", {class: "pairing"}, ...words.flatMap((w, i) => i ? [el("span", {class: "arrow", "aria-hidden": "true"}, "–"), w] : [w])),
    el("div", {class: "verdict"}, ...[row.kind, row.verdict].filter(Boolean).map(v => el("span", {class: `tag${v === row.was ? " was" : ""}`}, label(v))),
      row.note ? el("span", {class: "note"}, row.note) : null));
  if (row.table !== "beads") item.append(...decisionControls(row));
  return item;
}

// What differs comes first; what agrees is there on request.
function rowGroup(bead, [name, [title, letter]]) {
  const own = bead.rows.filter(r => r.filter === name);
  if (!own.length) return null;
  const [first, others] = [own.filter(differs), own.filter(row => !differs(row))];
  const agreeing = others.length ? [el("details", state.same || others.some(isAskedFor) ? {open: ""} : {}, el("summary", {}, t("{0} the same or usual", others.length)), el("ul", {}, ...others.map(rowItem)))] : [];
  return el("section", {class: `rows ${name}`}, el("h3", {}, el("span", {class: "badge", "aria-hidden": "true"}, letter), `${t(title)} `, el("span", {class: "count"}, String(own.length))),
    first.length ? el("ul", {}, ...first.map(rowItem)) : null, ...agreeing);
}

function beadFacts(bead) {
  const {kind, score, source} = bead;
  return [kind && el("span", {class: "tag", title: t("English sentences – Chinese sentences")}, kind),
          score !== "" && el("span", {title: t("how sure the alignment is, 0 to 1")}, `${t("score")} ${Number(score).toFixed(2)}`),
          (source !== "auto" || bead.moved) && el("span", {class: "tag"}, bead.moved ? t("corrected here") : source)].filter(Boolean);
}

function showDetails(bead) {
  const panel = $(".panel");
  if (!bead) return panel.replaceChildren(el("p", {class: "quiet hint"}, t("Choose a bead (a pair of passages that translate one another) to see what the tables say of it.")));
  const open = panel.classList.contains("open");
  const n = rowsOf(bead).length;
  panel.replaceChildren(
    el("h2", {}, el("button", {type: "button", class: "toggle", "aria-expanded": String(open), "data-do": "panel"}, `${t("Bead {0}", bead.number)} `, el("span", {class: "count"}, plural(n, "note")))),
    el("div", {class: "body"},
      el("p", {class: "facts"}, ...beadFacts(bead), el("span", {class: "id"}, bead.id)),
      el("p", {class: "places"}, placeOf(bead)),
      el("p", {class: "buttons"}, el("button", {type: "button", "data-do": "copy"}, t("Copy both"))),
      alignmentControls(bead),
      ...Object.entries(FILTERS).sort(([a], [b]) => state.on.has(b) - state.on.has(a)).map(f => rowGroup(bead, f)).filter(Boolean),
      ...(n ? [] : [el("p", {class: "quiet"}, t("The tables say nothing of this bead."))])));
}

// Author, “Title”, journal and issue, pages: of one side of a bead, as a note cites it.
function citation(bead, lang) {
  const side = pairs.get(bead.pair).sides.find(s => s.lang === lang);
  if (!side) return "";
  const pages = bead.pages[lang] || side.pages;
  if (lang === "zh") {
    const page = pages ? `第${pages}页` : "";
    return [side.author && `${side.author}：`, side.title && `《${side.title}》`, [side.source, side.date, page].filter(Boolean).map(part => `，${part}`).join("")].filter(Boolean).join("").replace(/^，/, "") + "。";
  }
  const page = pages ? `${/[–-]/.test(pages) ? "pp." : "p."} ${pages}` : "";
  return [side.author, side.title && `“${side.title}”`, side.source, side.date, page].filter(Boolean).join(", ") + ".";
}

// Both renderings, each with what a note has to name, for a paper or a message.
async function copyBead(bead) {
  if (!bead) return say(t("Choose a bead first."));
  const parts = LANGS.filter(lang => bead[lang].length).map(lang => `${textOf(bead, lang)}\n${citation(bead, lang)}`);
  const place = placeOf(bead);
  await copyText([...parts, `[${bead.id}${place && `; ${place}`}]`].join("\n"));
  say(t("Copied: both renderings of bead {0}, with author, title, source and page.", bead.number));
}
