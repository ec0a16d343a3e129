# %% [markdown]
# # contrast
#
# > Antithesis by form: frames that deny one thing and affirm another, opposite words in like places, and clauses that cross

# %% [markdown]
# "Not a fortress but a promise" has a frame, "heavy asset and light asset" has opposite words in one place, "the sea needs the lamp and the lamp needs
# the sea" has neither and crosses. Each piece of evidence is a candidate with what was measured on it, and one model judges them all.

# %%
#| default_exp rhetoric.contrast

# %%
#| export
from __future__ import annotations
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from fa_study.rhetoric.antonyms import Opposed, balance, en_opposed, opposed_idiom, zh_opposed
from fa_study.rhetoric.hits import EN_FORM, Hit, Sentence
from fa_study.rhetoric.ranking import Candidate, ranked
from fa_study.rhetoric.wordlists import contrast_frames, word_set
from fa_study.study import Token

# %%
from fa_study.rhetoric.hits import as_sentences

# %% [markdown]
# ## Evidence
#
# One piece of evidence is a stretch of a sentence with its signs. A strong frame says "contrast" by itself (不是……而是, rather than); "but" and
# "not only … but also" often only go on.

# %%
#| export
Signs = dict[str, float]
LONG_FRAME = {"en": 26, "zh": 39}  # words and characters from which a frame is a long one


class Evidence(NamedTuple):
    """A stretch of a sentence that may be a contrast: start, end (characters), its signs, whether it is a
    frame, and its pair of words if that may be a usual one."""

    start: int
    end: int
    signs: Signs
    is_frame: bool = False
    pair: tuple[str, str] | None = None


@lru_cache(maxsize=None)
def _frames(lang: str) -> list[tuple[str, re.Pattern[str]]]:
    "The sign of each frame and its regular expression."
    frames = []
    for name, is_strong, pattern in contrast_frames(lang):
        frames.append(("strong frame" if is_strong else name, re.compile(pattern, re.I)))
    return frames


def frame_evidence(text: str, lang: str) -> list[Evidence]:
    """The frames of contrast in a sentence, the first of each kind.

    text: a sentence
    lang: "en" or "zh".
    """
    found = []
    for sign, pattern in _frames(lang):
        m = pattern.search(text)
        if not m:
            continue
        size = len(m[0]) if lang == "zh" else len(m[0].split())
        is_long = float(size >= LONG_FRAME[lang])
        found.append(Evidence(m.start(), m.end(), {sign: 1.0, "long frame": is_long}, True))
    return found


# %%
frame_evidence("It is not a fortress but a promise.", "en"), frame_evidence("灯塔不是堡垒，而是承诺。", "zh")

# %%
assert [e.signs["strong frame"] for e in frame_evidence("灯塔不是堡垒，而是承诺。", "zh")] == [1.0]
assert frame_evidence("They light lamps.", "en") == []

# %% [markdown]
# ## Opposite words
#
# Nearness, what joins the two words and what stands beside both tell "hard lamps and soft lamps" from two words that share a page.

# %%
#| export
NEAR = {"en": 3, "zh": 3}  # words or characters between two opposite words
MIDDLING = {"en": 8, "zh": 10}
_JOINED = {
    "en": re.compile(r"\W*(?:and|or|to|over|into|with|for)\W*(?:the |an? )?"),
    "zh": re.compile(r"[”“]*[、，和与及或到而]?[”“]*"),
}
_DENIES = re.compile(r"(?:不|非|反对|无|没有|拒绝)$")


def _distance_sign(gap: str, lang: str) -> str:
    size = len(gap) if lang == "zh" else len(EN_FORM.findall(gap)) + 1
    if size <= NEAR[lang]:
        return "near"
    return "middling" if size <= MIDDLING[lang] else "far"


def _beside(text: str, start: int, end: int, lang: str) -> tuple[str, str]:
    "What stands before and behind a word: a word in English, a character in Chinese."
    if lang == "zh":
        return text[max(0, start - 1) : start], text[end : end + 1]
    before = EN_FORM.findall(text[:start].lower())
    behind = EN_FORM.search(text.lower(), end)
    word_before = before[-1] if before else ""
    word_behind = behind[0] if behind else ""
    return word_before, word_behind


def _holding(checks: Mapping[str, object]) -> Signs:
    "The names of the checks that hold, each with the value 1."
    return {sign: 1.0 for sign, holds in checks.items() if holds}


def _pair_signs(text: str, words: Opposed, lang: str) -> Signs:
    gap = text[words.first_end : words.second_start]
    before_one, after_one = _beside(text, words.start, words.first_end, lang)
    before_other, after_other = _beside(text, words.second_start, words.end, lang)
    opens = (text[max(0, words.start - 1)], text[words.second_start - 1])
    one = text[words.start : words.first_end]
    other = text[words.second_start : words.end]
    checks = {
        f"antonyms {words.how}": True,
        _distance_sign(gap, lang): True,
        "divided": re.search(r"[.;:。；：]", gap),
        "joined": _JOINED[lang].fullmatch(gap),
        "comma": re.search(r"[,，]", gap),
        "same before": before_one and before_one == before_other,
        "same after": after_one and after_one == after_other,
        "quoted": "“" in opens,
        "compound": "-" in one and "-" in other,
        "names": lang == "en" and words.start > 0 and one[0].isupper() and other[0].isupper(),
        "negated second": lang == "zh" and _DENIES.search(text[: words.second_start]),
        "strong form": words.how == "negated",
    }
    return _holding(checks)


def pair_evidence(text: str, lang: str) -> list[Evidence]:
    """Words of opposite meaning in a sentence, with what tells whether they are set against each other.

    text: a sentence
    lang: "en" or "zh".
    """
    opposed = en_opposed(text) if lang == "en" else zh_opposed(text)
    found = []
    for words in opposed:
        found.append(Evidence(words.start, words.end, _pair_signs(text, words, lang), pair=words.pair))
    return found


# %%
pair_evidence("They join “heavy lamps” and “light lamps”.", "en")

# %%
assert {"near", "same after", "quoted"} <= set(
    pair_evidence("They join “heavy lamps” and “light lamps”.", "en")[0].signs
)
assert "divided" in pair_evidence("War is over; for the keepers there is peace.", "en")[0].signs

# %% [markdown]
# ## Balance
#
# Two Chinese units of one length, with a character repeated at its place or opposed there: 于变局中开新局，在危机中育先机.

# %%
#| export
_UNIT = re.compile(r"[^，。；：！？、“”\s《》（）和与及或]+")
LONGEST_UNIT = 14


def _balance_signs(one: str, other: str, gap: str) -> Signs:
    equal, opposed = balance(one, other)
    is_long = len(one) >= 5
    is_short = len(one) <= 4
    is_opposed = opposed and (equal or is_short)
    if not is_opposed and not (is_long and equal):
        return {}
    checks = {
        "balanced": True,
        "antonyms aligned": opposed,
        "strong form": opposed,
        "quoted": "“" in gap and "”" in gap,
        "repeated place": equal,
        "repeated places": equal >= 2,
        "comma": "，" in gap,
        "long": is_long,
    }
    return _holding(checks)


def _balanced_units(text: str) -> list[Evidence]:
    "Neighbouring units of one length that repeat or oppose characters at their places."
    found = []
    units = list(_UNIT.finditer(text))
    for one, other in zip(units, units[1:]):
        gap = text[one.end() : other.start()]
        if len(gap) > 3 or not 2 <= len(one[0]) <= LONGEST_UNIT or re.search("[。；：]", gap):
            continue
        signs = _balance_signs(one[0], other[0], gap)
        if signs:
            found.append(Evidence(one.start(), other.end(), signs))
    return found


def balance_evidence(sentence: Sentence) -> list[Evidence]:
    """Neighbouring units of one length that repeat or oppose characters at their places, and idioms built on
    opposites.

    sentence: a Chinese one, with its words.
    """
    found = _balanced_units(sentence.text)
    for word in sentence.words:
        degree = opposed_idiom(word.form) if len(word.form) == 4 else 0
        if degree:
            signs = {"idiom": 1.0, "idiom twice": float(degree == 2), "strong form": 1.0}
            found.append(Evidence(word.start, word.end, signs))
    return found


# %%
balance_evidence(as_sentences(["统筹“重灯塔”和“轻灯塔”。"], "zh")[0])

# %%
assert "antonyms aligned" in balance_evidence(as_sentences(["统筹“重灯塔”和“轻灯塔”。"], "zh")[0])[0].signs
assert balance_evidence(as_sentences(["灯塔亮了，船来了。"], "zh")[0]) == []

# %% [markdown]
# ## Crossing
#
# Antimetabole: what one clause begins with, the next ends with, and the other way round.

# %%
#| export
_CLAUSE = {"en": re.compile(r"[^,;.:]+"), "zh": re.compile(r"[^，。；：！？、]+")}
_EMPTY = frozenset(word_set("empty", "en"))
LONGEST_CROSSING = {"en": 14, "zh": 9}  # content words of a clause


def _is_content(word: Token) -> bool:
    return len(word.form) > 1 and word.tag[:1] in "nvar"


def _content(sentence: Sentence, lang: str, start: int, end: int) -> list[str]:
    if lang == "en":
        words = EN_FORM.findall(sentence.text[start:end].lower())
        return [word for word in words if word not in _EMPTY]
    content = []
    for word in sentence.words:
        if start <= word.start < end and _is_content(word):
            content.append(word.form)
    return content


def _cross(one: Sequence[str], other: Sequence[str], longest: int) -> bool:
    "Whether two short clauses begin with each other's last word."
    shorter, longer = sorted((len(one), len(other)))
    if shorter < 2 or longer > longest or one[-1] == other[-1]:
        return False
    return other[-1] in one[:2] and one[-1] in other[:2]


def crossed_clauses(sentence: Sentence, lang: str) -> list[tuple[int, int]]:
    """Neighbouring clauses that cross: A … B, B … A.

    sentence: with its words, if Chinese
    lang: "en" or "zh".
    Returns (start, end) of both together.
    """
    found = []
    former = None
    before: list[str] = []
    for clause in _CLAUSE[lang].finditer(sentence.text):
        words = _content(sentence, lang, clause.start(), clause.end())
        if former and _cross(before, words, LONGEST_CROSSING[lang]):
            start = former.end() - len(former[0].lstrip())
            found.append((start, clause.end()))
        former = clause
        before = words
    return found


# %%
crossed_clauses(as_sentences(["The sea needs a bright lamp, and the lamp needs a calm sea."], "en")[0], "en")

# %%
assert crossed_clauses(as_sentences(["大海需要明亮的灯塔，灯塔需要平静的大海。"], "zh")[0], "zh") == [(0, 19)]
assert crossed_clauses(as_sentences(["The sea is wide, the lamp is bright."], "en")[0], "en") == []

# %% [markdown]
# ## Two sentences
#
# "It is never a fortress. The aim is a promise." and two sentences that open alike with opposed words: 双方要把“硬灯塔”…… 双方要把“软灯塔”……

# %%
#| export
_DENIAL = re.compile(r"\b(?:not|never|no)\b|n’t\b")
_THEN = re.compile(
    r"(?:It|They|This|The (?:goal|aim|purpose|point|answer))\b[^.]{0,30}\b(?:is|are|seek|want)\b"
    r"|Rather\b|Instead\b|On the contrary\b"
)
_QUOTED = re.compile(r"[\u4e00-\u9fff]{2,4}(?=”)")
OPENING = {"en": 14, "zh": 30}  # words or characters of a sentence that are compared with the next
SENTENCES_ON = 3  # how far away the other sentence may be


def _oppose_en(one: str, other: str, usual: frozenset[tuple[str, str]]) -> bool:
    "Whether two sentences hold opposite words before one and the same word."
    opening = " ".join(one.split()[: OPENING["en"]])
    both = opening + " | " + " ".join(other.split()[: OPENING["en"]])
    for words in en_opposed(both):
        if not words.first_end <= len(opening) < words.second_start or words.pair in usual:
            continue
        _, after_one = _beside(both, words.start, words.first_end, "en")
        _, after_other = _beside(both, words.second_start, words.end, "en")
        if after_one == after_other and after_one not in _EMPTY:
            return True
    return False


def _oppose_zh(one: str, other: str) -> bool:
    if one[:3] != other[:3]:
        return False
    for unit in _QUOTED.findall(one[: OPENING["zh"]]):
        for match in _QUOTED.findall(other[: OPENING["zh"]]):
            equal, opposed = balance(unit, match)
            if equal and opposed:
                return True
    return False


def _oppose(one: Sentence, other: Sentence, lang: str, usual: frozenset[tuple[str, str]]) -> bool:
    if lang == "zh":
        return _oppose_zh(one.text, other.text)
    return _oppose_en(one.text, other.text, usual)


def _denies_then_says(one: Sentence, other: Sentence) -> bool:
    "Whether an English sentence denies something and the next one says what holds."
    if one.par_id != other.par_id or not _DENIAL.search(one.text):
        return False
    return _THEN.match(other.text) is not None


def across_sentences(
    sentences: Sequence[Sentence], lang: str, usual: frozenset[tuple[str, str]]
) -> Iterator[tuple[int, int, Signs]]:
    """Sentences near each other of which one answers the other.

    sentences: an article's
    lang: "en" or "zh"
    usual: pairs of words that the article opposes throughout, and so by habit.
    Yields the positions of both and the signs.
    """
    body = [i for i, sentence in enumerate(sentences) if sentence.text and sentence.kind in ("body", "item")]
    for n, i in enumerate(body):
        one = sentences[i]
        for j in body[n + 1 : n + 1 + SENTENCES_ON]:
            other = sentences[j]
            if _oppose(one, other, lang, usual):
                yield i, j, {"across": 1.0, "strong form": 1.0}
            if lang == "en" and j == i + 1 and _denies_then_says(one, other):
                yield i, j, {"denied then said": 1.0}


# %%
_two = as_sentences(["It is never meant as a fortress.", "The aim is to keep a promise."], "en")
list(across_sentences(_two, "en", frozenset()))

# %%
assert [(i, j) for i, j, _ in across_sentences(_two, "en", frozenset())] == [(0, 1)]
assert list(across_sentences(_two[:1], "en", frozenset())) == []

# %% [markdown]
# ## Antitheses
#
# Evidence that overlaps supports each other. A pair that an article opposes in three sentences or more is its habit (developed and developing countries).

# %%
#| export
USUAL = 3  # sentences with a pair that make it a usual one


def _evidence(sentence: Sentence, lang: str) -> list[Evidence]:
    "What may be a contrast in a sentence; nothing in a heading."
    if not sentence.text or sentence.kind == "heading":
        return []
    found = frame_evidence(sentence.text, lang) + pair_evidence(sentence.text, lang)
    for start, end in crossed_clauses(sentence, lang):
        found.append(Evidence(start, end, {"crossed": 1.0, "strong form": 1.0}))
    if lang == "zh":
        found += balance_evidence(sentence)
    return found


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end


def _supported(evidence: Sequence[Evidence], usual: frozenset[tuple[str, str]]) -> Iterator[Evidence]:
    "Each piece of evidence with the signs of what overlaps it."
    for mine in evidence:
        signs = dict(mine.signs)
        if mine.pair in usual:
            signs["usual pair"] = 1.0
        for other in evidence:
            if other is mine or not _overlap(mine, other):
                continue
            signs["with frame" if other.is_frame else "with pair"] = 1.0
            if "strong form" in other.signs:
                signs["with strong form"] = 1.0
        yield mine._replace(signs=signs)


def _rule(signs: Iterable[str]) -> str:
    return "contrast: " + ", ".join(sorted(signs))


def _usual_pairs(found: Iterable[Sequence[Evidence]]) -> frozenset[tuple[str, str]]:
    "The pairs of words that many sentences of an article hold."
    counts: Counter[tuple[str, str]] = Counter()
    for evidence in found:
        counts.update({mine.pair for mine in evidence if mine.pair})
    return frozenset(pair for pair, n in counts.items() if n >= USUAL)


def contrast_candidates(sentences: Sequence[Sentence], lang: str) -> list[Candidate]:
    """Everything in an article that may be an antithesis, headings left out.

    sentences: an article's
    lang: "en" or "zh".
    """
    found = [_evidence(sentence, lang) for sentence in sentences]
    usual = _usual_pairs(found)
    candidates = []
    for i, evidence in enumerate(found):
        for mine in _supported(evidence, usual):
            hit = Hit("antithesis", (i,), mine.start, mine.end, 0.5, _rule(mine.signs))
            candidates.append(Candidate(hit, "antithesis", mine.signs))
    for i, j, signs in across_sentences(sentences, lang, usual):
        hit = Hit("antithesis", (i, j), 0, len(sentences[i].text.rstrip()), 0.5, _rule(signs))
        candidates.append(Candidate(hit, "antithesis", signs))
    return candidates


def find_antitheses(sentences: Sequence[Sentence], lang: str) -> list[Hit]:
    """Contrasts: frames, opposite words in like places, crossing clauses, sentences that answer each other.

    sentences: an article's
    lang: "en" or "zh".
    Returns hits; their score is the model's probability.
    """
    return ranked(contrast_candidates(sentences, lang))


# %%
find_antitheses(
    as_sentences(["It is not a fortress but a promise.", "They light lamps and guard ships."], "en"), "en"
)

# %%
assert [
    h.at
    for h in find_antitheses(
        as_sentences(["It is not a fortress but a promise.", "They light lamps and guard ships."], "en"), "en"
    )
] == [(0,)]
assert find_antitheses([], "zh") == []
