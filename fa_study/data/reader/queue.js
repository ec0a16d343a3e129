// Where to look first, as a queue: both renderings with their words, the reason, a decision, and on to the next.

const DRAWN_AT_ONCE = 40;
let queue = [];      // {row, bead, n, el}
let queueAt = -1;
let queueDrawn = 0;

function buildQueue() {
  queue = (rowsBy.get("attention") ?? []).map((row, i) => ({row, bead: row.homes[0], n: i + 1, score: data.scores[i], el: null}));
}

// The places are drawn when somebody comes to see them.
function openQueue() {
  if (queueAt >= 0 || !queue.length) return;
  drawQueue();
  setItem(0, false);
}

function drawQueue() {
  queueDrawn = 0;
  $("#first .queue").replaceChildren();
  drawMoreQueue();
  if (queueAt >= 0) setItem(queueAt, false);
  showProgress();
}

function drawMoreQueue(until = queueDrawn + DRAWN_AT_ONCE) {
  const more = queue.slice(queueDrawn, Math.max(until, queueDrawn + DRAWN_AT_ONCE));
  $("#first .queue").append(...more.map(drawItem));
  queueDrawn += more.length;
  $("[data-do=morequeue]").hidden = queueDrawn >= queue.length;
}

// The rows that a reason is about: those that differ and whose words it names, whole if there are such, or else in part.
function namedRows(row) {
  const parts = new Set(row.was.split(/: | – |; |[“”]/));
  const wordy = rowsOf(row.homes[0]).filter(other => other !== row && ["numbers", "names", "terms", "shifts"].includes(other.table) && differs(other));
  const saidBy = test => wordy.filter(({zh, en}) => [zh, en].some(words => words && test(words)));
  const whole = saidBy(words => parts.has(words));
  return whole.length ? whole : saidBy(words => row.was.includes(words));
}

// Rows that one decision is about, once: a name that stands in a bead twice is corrected in both places.
function eachOnce(some) {
  return [...new Map(some.map(row => [keyOf(verdictCells(row)), row])).values()];
}

function drawItem(item) {
  const {row, bead, n, score} = item;
  const named = namedRows(row);
  const findings = [...new Set(named.map(wordsOf))].join("; ");
  const pair = pairs.get(bead.pair);
  item.el = el("li", {class: "item", tabindex: "-1", "data-n": String(n)},
    el("p", {class: "head"}, el("span", {class: "rank"}, String(n)), el("a", {href: `#${bead.id}`}, `${pair.short}, ${t("Bead {0}", bead.number)}`), el("span", {class: "quiet"}, placeOf(bead)),
      el("span", {class: "score quiet", title: t("how strong the evidence is, 0 to 1")}, score)),
    el("p", {class: "reasons"}, row.note),
    el("div", {class: "both"}, ...LANGS.map(lang => itemSide(bead, lang, named))),
    el("div", {class: "decisions"}, el("span", {class: "quiet"}, t("This place:")), ...decisionControls(row)),
    named.length ? el("details", {class: "named"}, el("summary", {}, t("Correct a finding in it: {0}", findings)),
      el("ul", {}, ...eachOnce(named).map(rowItem))) : null);
  return item.el;
}

function itemSide(bead, lang, named) {
  const own = bead[lang];
  if (!own.length) return el("p", {class: `none ${lang}`}, notIn(lang));
  const nodes = own.flatMap((sentence, i) => {
    const spans = named.flatMap(row => row.spans).filter(span => span.sentence === sentence);
    const drawnNodes = pieces(sentence, spans, []);
    return i && lang === "en" ? [" ", ...drawnNodes] : drawnNodes;
  });
  return el("p", {class: lang, lang}, ...nodes);
}

function setItem(n, moves = true) {
  if (n >= queueDrawn) drawMoreQueue(n + 1);
  queue[queueAt]?.el?.classList.remove("at");
  queueAt = n;
  const item = queue[n];
  item.el.classList.add("at");
  if (moves) {
    item.el.focus({preventScroll: true});
    item.el.scrollIntoView({block: "start"});
  }
  showProgress();
}

function stepQueue(step) {
  if (!queue.length) return;
  setItem(Math.min(Math.max(queueAt + step, 0), queue.length - 1));
  say(t("{0} of {1}", queueAt + 1, queue.length) + `: ${queue[queueAt].row.note}`);
}

// Accept or reject the place that is looked at, and go on to the next.
function decideItem(decision) {
  if (queueAt < 0) return stepQueue(1);
  const {row} = queue[queueAt];
  const again = decisionOn(row)?.decision === decision;
  decideRow(row, {decision: again ? "" : decision});
  redrawItem(queue[queueAt]);
  if (!again && queueAt + 1 < queue.length) stepQueue(1);
}

function changeItem() {
  if (queueAt < 0) stepQueue(1);
  $("[data-decide=change]", queue[queueAt].el).click();
}

function redrawItem(item) {
  const old = item.el;
  old.replaceWith(drawItem(item));
  item.el.classList.toggle("at", old.classList.contains("at"));
  item.el.focus({preventScroll: true});
}

function showProgress() {
  const bar = $("#first .progress");
  if (!bar || !queue.length) return;
  const decided = queue.filter(({row}) => decisionOn(row)).length;
  bar.textContent = `${t("{0} of {1}", Math.max(queueAt + 1, 1), queue.length)} · ${t("{0} decided", decided)}`;
  const meter = $("#first progress");
  meter.max = queue.length;
  meter.value = decided;
  queue.forEach(({row, el: node}) => node?.classList.toggle("decided", Boolean(decisionOn(row))));
}
