// A regular expression can take for ever. It runs beside the page, in a worker, which is stopped when its time is over.

const PATIENCE = 2000;  // milliseconds for all sentences, from when the worker has them: a slow machine starts it slowly
let worker = null;      // knows the folded sentences
let isReady = false;
let isBusy = false;

// The worker's whole program: the folded sentences come once, then pattern after pattern.
function patternWorker() {
  let texts = [];
  const places = (text, pattern) => Array.from(text.matchAll(pattern)).filter(m => m[0].length).map(m => [m.index, m.index + m[0].length]);
  onmessage = ({data: [kind, value]}) => {
    if (kind === "texts") { texts = value; postMessage("ready"); }
    else postMessage(texts.map(text => places(text, new RegExp(value, "giu"))));
  };
}

function startWorker() {
  const address = URL.createObjectURL(new Blob([`(${patternWorker})()`], {type: "text/javascript"}));
  worker = new Worker(address);
  URL.revokeObjectURL(address);
  worker.postMessage(["texts", sentences.map(sentence => foldedOf(sentence).text)]);
}

function stopWorker() {
  worker?.terminate();
  worker = null;
  isReady = isBusy = false;
}

// Tells the places of each sentence to `done`, or null when the time is over; a pattern that another one follows tells nothing.
function seek(pattern, done) {
  if (isBusy) stopWorker();
  if (!worker) startWorker();
  isBusy = true;
  const own = worker;
  let waiting;
  const end = places => {
    if (worker !== own) return;
    clearTimeout(waiting);
    if (places) isBusy = false;
    else stopWorker();
    done(places);
  };
  const startClock = () => {
    if (worker !== own) return;
    isReady = true;
    waiting = setTimeout(() => end(null), PATIENCE);
  };
  own.onmessage = ({data}) => data === "ready" ? startClock() : end(data);
  own.onerror = () => end(null);
  own.postMessage(["pattern", pattern.source]);
  if (isReady) startClock();
}
