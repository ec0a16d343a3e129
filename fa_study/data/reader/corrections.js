// What the reader decides, kept while the page is open (and longer where the browser allows), saved as a tab-separated file.

const decisions = new Map();  // what is decided on -> the cells of a line

function verdictCells(row) {
  const isDevice = row.table === "devices";
  return {table: row.table, where: isDevice ? "" : row.homes[0].id, en_sents: isDevice && row.en ? row.sents : "", zh_sents: isDevice && row.zh ? row.sents : "",
          en_text: row.en, zh_text: row.zh, field: data.verdicts[row.table], was: row.was};
}

const keyOf = cells => data.columns.slice(0, 8).map(name => cells[name] ?? "").join("\t");

// decision: accept, reject, change, or "" to take it back.
function decide(cells, decision, value = "", note = "") {
  if (decision) decisions.set(keyOf(cells), {...cells, decision, value, note});
  else decisions.delete(keyOf(cells));
  correctionsChanged();
}

function correctionsChanged() {
  remember(`corrections ${data.study}`, {decisions: [...decisions], alignment: changedAlignment()});
  const n = decisions.size + changedBeads().length;
  $(".corrections .count").textContent = plural(n, "correction");
  $("[data-do=discard]").textContent = "Discard";
  $("[data-do=save]").disabled = $("[data-do=discard]").disabled = !n;
}

function decisionControls(row) {
  const cells = verdictCells(row), made = decisions.get(keyOf(cells));
  const button = (decision, label) => el("button", {type: "button", "data-decide": decision}, label);
  const value = valueField(row.table, cells, made?.value ?? "");
  const note = el("input", {type: "text", "aria-label": "Note", placeholder: "note", value: made?.note ?? ""});
  const box = el("div", {class: "decide"}, button("accept", "Accept"), button("reject", "Reject"), button("change", "Change"), value, note);
  let chosen = made?.decision ?? "";
  const show = () => {
    value.hidden = chosen !== "change";
    note.hidden = !chosen;
    $$("[data-decide]", box).forEach(b => b.setAttribute("aria-pressed", String(chosen === b.dataset.decide)));
  };
  // a change counts once it says what to
  const keep = () => decide(cells, chosen === "change" && !value.value.trim() ? "" : chosen, chosen === "change" ? value.value : "", note.value);
  box.addEventListener("click", ({target}) => {
    const pressed = target.closest("[data-decide]")?.dataset.decide;
    if (!pressed) return;
    chosen = chosen === pressed ? "" : pressed;
    keep();
    show();
    if (chosen === "change") value.focus();
  });
  box.addEventListener("input", keep);
  show();
  return [box];
}

// Where only some verdicts are known to the tables, a choice; else a field that offers the known ones.
function valueField(table, cells, value) {
  const label = `New ${cells.field}`, closed = data.closed[table];
  if (!closed) return el("input", {type: "text", "aria-label": label, placeholder: `new ${cells.field}`, list: `known-${table}`, value});
  const field = el("select", {"aria-label": label}, el("option", {value: ""}, "to …"), ...closed.filter(v => v !== cells.was).map(v => el("option", {value: v}, v)));
  field.value = value;
  return field;
}

// Titles, authors and the like of the two texts.
function articleForm([id, lang, pair, ...values]) {
  const inputs = data.fields.map((field, i) => {
    const cells = {table: "articles", where: id, field, was: values[i]};
    const input = el("input", {type: "text", lang, value: decisions.get(keyOf(cells))?.value ?? values[i]});
    input.addEventListener("input", () => {
      const isDate = field !== "date" || /^(\d{4}(-\d\d(-\d\d)?)?)?$/.test(input.value);
      input.setAttribute("aria-invalid", String(!isDate));
      say(isDate ? "" : "Write the date as 2031-05-17, 2031-05 or 2031.");
      decide(cells, input.value === values[i] || !isDate ? "" : "change", input.value);
    });
    return el("label", {}, el("span", {}, field), input);
  });
  return el("fieldset", {}, el("legend", {}, `${SIDE[lang] ?? lang}: ${id}`), ...inputs);
}

function buildForms() {
  const isSingle = box => box.dataset.single !== undefined;
  for (const box of $$(".metadata")) {
    const own = data.articles.filter(([, , pair]) => pair === (isSingle(box) ? "" : box.closest(".pair").dataset.pair));
    const forms = own.sort((a, b) => LANGS.indexOf(a[1]) - LANGS.indexOf(b[1])).map(articleForm);
    box.replaceChildren(el("details", {}, el("summary", {}, "Correct titles, authors, dates"), el("div", {class: "forms"}, ...forms)));
  }
  const known = table => [...new Set(rows.filter(r => r.table === table).map(r => r.was))];
  $(".known").replaceChildren(...[...new Set(rows.map(r => r.table))].filter(t => !["attention", "beads"].includes(t))
    .map(table => el("datalist", {id: `known-${table}`}, ...known(table).map(value => el("option", {value})))));
}

// One line; a spreadsheet would calculate what begins with a sign, and take a leading quotation mark for its own.
function cellText(text) {
  const cell = String(text ?? "").replace(/[\t\n\r]+/g, " ").trim().replace(/^(?='*[=+\-@])/, "'");
  return cell.startsWith('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function beadCells(bead) {
  const ids = lang => bead[lang].map(s => s.id).join(" "), text = lang => bead[lang].map(s => s.text).join(" ");
  return {table: "beads", where: bead.pair, en_sents: ids("en"), zh_sents: ids("zh"), en_text: text("en"), zh_text: text("zh"), decision: "change"};
}

function correctionsText() {
  const all = [...decisions.values(), ...changedBeads().map(beadCells)];
  return [data.columns, ...all.map(cells => data.columns.map(name => cellText(cells[name])))].map(line => line.join("\t") + "\n").join("");
}

function restoreCorrections() {
  const kept = recall(`corrections ${data.study}`);
  try {
    kept?.decisions.forEach(([key, cells]) => decisions.set(key, cells));
    Object.entries(kept?.alignment ?? {}).forEach(([pair, list]) => arrange(pair, list.map(b => b.map(side => side.map(n => sentences[n])))));
  } catch { decisions.clear(); }  // kept by another version of the page
  if (decisions.size || changedBeads().length) toggleCorrecting(true);
}

function discardCorrections() {
  const button = $("[data-do=discard]");
  if (button.textContent === "Discard") { button.textContent = "Discard all: sure?"; return; }
  decisions.clear();
  new Set(changedBeads().map(b => b.pair)).forEach(restoreAlignment);
  buildForms();
  correctionsChanged();
  showDetails(current);
}

function toggleCorrecting(on) {
  document.documentElement.classList.toggle("correcting", on);
  $("[data-do=correct]").setAttribute("aria-pressed", String(on));
  $(".corrections").hidden = !on;
  if (on) buildForms();
  correctionsChanged();
}
