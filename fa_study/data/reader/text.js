// Text made comparable: width, letter case, quotation marks, dashes and script folded, with the way back to the source.

const simplifiedOf = new Map();  // Traditional character -> Simplified
const foldedChars = new Map();

function foldChar(char) {
  if (!foldedChars.has(char)) {
    const plain = char.normalize("NFKC").toLowerCase().replace(/[“”„«»「」『』]/gu, '"').replace(/[‘’‚]/gu, "'").replace(/\p{Pd}/gu, "-");
    foldedChars.set(char, Array.from(plain, c => simplifiedOf.get(c) ?? c).join(""));
  }
  return foldedChars.get(char);
}

let foldable = null;  // what folding may change, but for the capitals of ASCII

// The folded text, and the way back: for each of its units where the source character begins and ends, null where they stand at the same places.
function fold(text) {
  foldable ??= new RegExp(`[^\\x00-\\x7f\\u4e00-\\u9fff]|[${[...simplifiedOf.keys()].join("")}]`, "gu");
  let isEven = true;
  const folded = text.replace(foldable, char => {
    const plain = foldChar(char);
    isEven &&= plain.length === char.length;
    return plain;
  }).toLowerCase();
  return isEven ? {text: folded, from: null, to: null} : foldUneven(text);
}

function foldUneven(text) {
  const from = [], to = [];
  let folded = "", at = 0;
  for (const char of text) {
    const plain = foldChar(char);
    for (let i = 0; i < plain.length; i++) { from.push(at); to.push(at + char.length); }
    folded += plain;
    at += char.length;
  }
  return {text: folded, from, to};
}

// What is searched in folded text. Throws SyntaxError for a regular expression that is none.
function searchPattern(query, isRegex) {
  // letters of a regular expression keep their case: \S is not \s
  if (isRegex) return new RegExp(Array.from(query, c => c <= "\x7f" ? c : foldChar(c)).join(""), "giu");
  return new RegExp(fold(query.trim()).text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+"), "gu");
}

const foldedOf = sentence => sentence.folded ??= fold(sentence.text);

// [start, end] in the source text of each place in the folded text.
const inSource = ({from, to}, places) => from ? places.map(([start, end]) => [from[start], to[end - 1]]) : places;

// [start, end] of each hit in the source text, for words without any repetition.
function findHits(folded, pattern) {
  return inSource(folded, Array.from(folded.text.matchAll(pattern), m => [m.index, m.index + m[0].length]));
}
