// What the reader decides, kept while the page is open (and longer where the browser allows), saved as a tab-separated file.

const decisions = new Map();  // what is decided on -> the cells of a line

function verdictCells(row) {
  const isDevice = row.table === "devices";
  return {table: row.table, where: isDevice ? "" : row.own[0].id, en_sents: isDevice && row.en ? sentsOf(row) : "", zh_sents: isDevice && row.zh ? sentsOf(row) : "",
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
  $("[data-do=discard]").textContent = t("Discard");
  $("[data-do=save]").disabled = $("[data-do=discard]").disabled = !n;
  $(".corrections .then").hidden = true;
  showProgress();
}

// What can be changed in a table: [column, its name, where a row of the page has it]; the first is the verdict.
const CHANGES = {
  attention: [["reasons", "reasons", "was"]],
  numbers: [["verdict", "verdict", "was"], ["zh_text", "Chinese words", "zh"], ["en_text", "English words", "en"]],
  names: [["verdict", "verdict", "was"], ["kind", "kind", "kind"], ["zh_name", "Chinese words", "zh"], ["en_name", "English words", "en"]],
  terms: [["verdict", "verdict", "was"], ["kind", "kind", "kind"], ["zh_term", "Chinese words", "zh"], ["en_rendering", "English words", "en"]],
  shifts: [["type", "kind", "was"], ["zh_text", "Chinese words", "zh"], ["en_text", "English words", "en"]],
  devices: [["device", "kind", "was"], ["span", "words", "span"]],
  fates: [["outcome", "outcome", "was"]]};

const cellOf = (row, where) => where === "span" ? row.zh || row.en : row[where];
const isOfWords = where => ["zh", "en", "span"].includes(where);
const allCells = row => CHANGES[row.table].map(([field, , where]) => ({...verdictCells(row), field, was: cellOf(row, where)}));
const decisionOn = row => allCells(row).map(cells => decisions.get(keyOf(cells))).find(Boolean);

// One decision a row: accept, reject, or change a cell of it. Every place that shows the row shows it.
function decideRow(row, {decision, column = 0, value = "", note = ""}) {
  const all = allCells(row);
  all.forEach(cells => decisions.delete(keyOf(cells)));
  const isReady = decision && (decision !== "change" || value.trim());  // a change counts once it says what to
  if (isReady) decisions.set(keyOf(all[column]), {...all[column], decision, value: decision === "change" ? value : "", note});
  correctionsChanged();
}

function decisionControls(row) {
  const made = decisionOn(row);
  const columns = CHANGES[row.table];
  let column = Math.max(columns.findIndex(([field]) => field === made?.field), 0);
  let chosen = made?.decision ?? "";
  const button = (decision, text) => el("button", {type: "button", "data-decide": decision}, t(text));
  const which = el("select", {"aria-label": t("What to change"), class: "which"}, ...columns.map(([, name], i) => el("option", {value: String(i)}, t(name))));
  const slot = el("span", {class: "value"});
  const note = el("input", {type: "text", "aria-label": t("Note"), placeholder: t("note"), value: made?.note ?? ""});
  const box = el("div", {class: "decide"}, button("accept", "Accept"), button("reject", "Reject"), button("change", "Change"), which, slot, note);
  const field = () => slot.firstElementChild;
  const fill = value => slot.replaceChildren(valueField(row, columns[column], value));
  const show = () => {
    slot.hidden = which.hidden = chosen !== "change";
    which.hidden ||= columns.length < 2;
    note.hidden = !chosen;
    $$("[data-decide]", box).forEach(b => b.setAttribute("aria-pressed", String(chosen === b.dataset.decide)));
  };
  const keep = () => decideRow(row, {decision: chosen, column, value: isSound(row, columns[column], field()) ? field().value : "", note: note.value});
  box.addEventListener("click", ({target}) => {
    const pressed = target.closest("[data-decide]")?.dataset.decide;
    if (!pressed) return;
    chosen = chosen === pressed ? "" : pressed;
    keep();
    show();
    if (chosen === "change") field().focus();
  });
  which.value = String(column);
  which.addEventListener("change", () => { column = Number(which.value); fill(""); keep(); field().focus(); });
  box.addEventListener("input", ({target}) => { if (target !== which) keep(); });
  fill(made?.value ?? "");
  show();
  return [box];
}

// New words have to stand in the text of their side.
function isSound(row, [, , where], input) {
  if (!isOfWords(where)) return true;
  const lang = where === "span" ? (row.zh ? "zh" : "en") : where;
  const isThere = !input.value || row.homes.some(bead => textOf(bead, lang).includes(input.value));
  input.setAttribute("aria-invalid", String(!isThere));
  say(isThere ? "" : t("These words do not stand in the text: copy them from it."));
  return isThere;
}

// Where only some verdicts are known to the tables, a choice; else a field that offers the known ones, or the words as they are.
function valueField(row, [field, name, where], value) {
  const title = t("New {0}", t(name)), closed = data.closed[row.table];
  if (isOfWords(where)) return el("input", {type: "text", "aria-label": title, value: value || cellOf(row, where)});
  if (where === "kind" || !closed) return el("input", {type: "text", "aria-label": title, placeholder: title, list: `known-${where === "kind" ? "kinds-" : ""}${row.table}`, value});
  const choice = el("select", {"aria-label": title}, el("option", {value: ""}, t("to …")), ...closed.filter(v => v !== row.was).map(v => el("option", {value: v}, label(v))));
  choice.value = value;
  return choice;
}

// Titles, authors and the like of the two texts.
function articleForm([id, lang, pair, ...values]) {
  const inputs = data.fields.map((field, i) => {
    const cells = {table: "articles", where: id, field, was: values[i]};
    const input = el("input", {type: "text", lang, value: decisions.get(keyOf(cells))?.value ?? values[i]});
    input.addEventListener("input", () => {
      const isDate = field !== "date" || /^(\d{4}(-\d\d(-\d\d)?)?)?$/.test(input.value);
      input.setAttribute("aria-invalid", String(!isDate));
      say(isDate ? "" : t("Write the date as 2031-05-17, 2031-05 or 2031."));
      decide(cells, input.value === values[i] || !isDate ? "" : "change", input.value);
    });
    return el("label", {}, el("span", {}, t(field)), input);
  });
  return el("fieldset", {}, el("legend", {}, `${SIDE[lang] ? t(SIDE[lang]) : lang}: ${id}`), ...inputs);
}

function buildForms() {
  const isSingle = box => box.dataset.single !== undefined;
  for (const box of $$(".metadata")) {
    const own = data.articles.filter(([, , pair]) => pair === (isSingle(box) ? "" : box.closest(".pair").dataset.pair));
    const forms = own.sort((a, b) => LANGS.indexOf(a[1]) - LANGS.indexOf(b[1])).map(articleForm);
    box.replaceChildren(el("details", {}, el("summary", {}, t("Correct titles, authors, dates")), el("div", {class: "forms"}, ...forms)));
  }
  readAllRows();
  const known = (table, cell) => [...new Set(rows.filter(r => r.table === table).map(r => r[cell]))];
  const list = (id, values) => el("datalist", {id}, ...values.map(value => el("option", {value})));
  const tables = [...new Set(rows.map(r => r.table))].filter(table => !["attention", "beads"].includes(table));
  $(".known").replaceChildren(...tables.flatMap(table => [list(`known-${table}`, known(table, "was")), list(`known-kinds-${table}`, known(table, "kind"))]));
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
  if (button.textContent === t("Discard")) { button.textContent = t("Discard all: sure?"); return; }
  decisions.clear();
  new Set(changedBeads().map(b => b.pair)).forEach(restoreAlignment);
  buildForms();
  correctionsChanged();
  showDetails(current);
  if (queueAt >= 0) drawQueue();
}

// The file, and the command that applies it, to be copied as it stands.
function saveCorrections() {
  saveFile("corrections.tsv", correctionsText(), "text/tab-separated-values");
  $(".corrections .then").hidden = false;
}

function toggleCorrecting(on) {
  document.documentElement.classList.toggle("correcting", on);
  $("[data-do=correct]").setAttribute("aria-pressed", String(on));
  showCorrections();
  if (on) buildForms();
  correctionsChanged();
}

function showCorrections() {
  $(".corrections").hidden = !document.documentElement.classList.contains("correcting") && $("#first")?.hidden !== false;
}
