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

// The folded text, and for each of its units where the source character begins and ends.
function fold(text) {
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
const inSource = ({from, to}, places) => places.map(([start, end]) => [from[start], to[end - 1]]);

// [start, end] of each hit in the source text, for words without any repetition.
function findHits(folded, pattern) {
  return inSource(folded, Array.from(folded.text.matchAll(pattern), m => [m.index, m.index + m[0].length]));
}
