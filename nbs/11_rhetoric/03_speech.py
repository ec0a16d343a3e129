# %% [markdown]
# # speech
#
# > Whose voice speaks: questions that nobody is to answer, the words of others, and points that are counted aloud

# %% [markdown]
# A question in a speech is put to no partner, a leader's words may be quoted without any quotation mark, and "一是……" may open a paragraph or hide in the
# middle of a sentence. All three are told by their forms, and each form is a rule of its own below.

# %%
#| default_exp rhetoric.speech

# %%
#| export
from __future__ import annotations
import re
from collections.abc import Iterable, Sequence
from fa_study.rhetoric.hits import Hit, Sentence
from fa_study.rhetoric.wordlists import word_set
from fa_study.study import Token

# %%
from fa_study.rhetoric.hits import as_sentences

# %% [markdown]
# ## Questions
#
# A text of this kind asks where nobody can answer, so every sentence that ends in a question mark is a candidate, headings included; a question mark
# inside the sentence is not.

# %%
#| export
_QUESTION = re.compile(r"[?？][”’\"』」）)]*\s*$")


def find_questions(sentences: Sequence[Sentence], lang: str) -> list[Hit]:
    """Questions that a text asks without a partner who could answer: candidates for rhetorical questions.

    sentences: an article's
    lang: "en" or "zh".
    Returns hits over whole sentences that end in a question mark.
    """
    hits = []
    for i, sentence in enumerate(sentences):
        if _QUESTION.search(sentence.text):
            hits.append(Hit("rhetorical question", (i,), 0, len(sentence.text), 0.9, "question mark"))
    return hits


# %%
texts = ["Who keeps the lights burning?", "“Who goes there?” asked the guard.", "灯塔由谁来守？"]
find_questions(as_sentences(texts, "en"), "en")

# %%
assert [h.at for h in find_questions(as_sentences(texts, "en"), "en")] == [(0,), (2,)]

# %% [markdown]
# ## Words in quotation marks
#
# “灯塔年” in quotation marks is a name and “灯亮则船安” is a quotation. A clause is one, and so is a formula of several members; a title, a theme or an
# institution is none.

# %%
#| export
_MARKED = re.compile(r"“([^“”]+)”?|\"([^\"]{12,})\"|「([^」]+)」")
_NAMED_BEFORE = re.compile(rf"(?:{'|'.join(word_set('names', 'en') + word_set('names', 'zh'))})\W*$", re.I)
_THEME_BEFORE = re.compile(r"theme\W+(?:of|is|was)?\W*$")
_NAME_ZH = re.compile(rf"(?:{'|'.join(word_set('name ends', 'zh'))})$")
_ARTICLE = re.compile(r"(?:an?|the)\s")
_FINITE = re.compile(r"\b(?:is|are|will|was|must|should|can|in the)\b")
_DIVIDED = re.compile(r"[,，、；。]| and ")
ZH_CLAUSE, ZH_VERBAL = 5, 5  # least characters of a quotation, and of one that must hold a verb
EN_FORMULA, EN_CLAUSE = 4, 6  # least words of a quotation of several members, and of another one


def _title_case(words: str) -> bool:
    long = re.findall(r"[A-Za-z]{4,}", words)
    return len(long) > 2 and all(word[0].isupper() for word in long)


def _is_name(words: str, before: str) -> bool:
    if _NAMED_BEFORE.search(before):
        return True
    return _title_case(words) and not _THEME_BEFORE.search(before)


def _is_verbal(tag: str) -> bool:
    return (tag.startswith("v") and tag != "vn") or tag in ("i", "l")


def _is_zh_clause(words: str, tokens: Sequence[Token]) -> bool:
    if len(words) < ZH_CLAUSE:
        return False
    if _DIVIDED.search(words.strip(" ,.，。")):
        return True
    if _NAME_ZH.search(words) or len(words) < ZH_VERBAL:
        return False
    return any(_is_verbal(token.tag) for token in tokens)


def _is_en_clause(words: str) -> bool:
    size = len(words.split())
    if _DIVIDED.search(words.strip(" ,.，。")):
        return size >= EN_FORMULA
    if size < EN_CLAUSE:
        return False
    return not _ARTICLE.match(words) or bool(_FINITE.search(words))


def _marked(i: int, sentence: Sentence, lang: str) -> list[Hit]:
    hits = []
    for m in _MARKED.finditer(sentence.text):
        words = m[m.lastindex or 0]
        if _is_name(words, sentence.text[: m.start()]):
            continue
        if lang == "zh":
            inside = [token for token in sentence.words if m.start() <= token.start < m.end()]
            is_clause = _is_zh_clause(words, inside)
        else:
            is_clause = _is_en_clause(words)
        if is_clause:
            hits.append(Hit("quotation", (i,), m.start(), m.end(), 0.85, "quotation marks"))
    return hits


# %%
zh = as_sentences(
    ["两国确立“灯塔年”。", "双方重申“灯亮则船安，船安则国富”。", "他说“各国应当一起守护灯塔”。"], "zh"
)
[[s.text[h.start : h.end] for h in _marked(0, s, "zh")] for s in zh]

# %%
assert [len(_marked(0, s, "zh")) for s in zh] == [0, 1, 1]
en = as_sentences(
    ["The plan is titled “Lights On, Ships Safe, Trade Free”.", "The “Lantern Year” began in May."], "en"
)
assert not any(_marked(0, s, "en") for s in en)


# %% [markdown]
# ## Reported speech
#
# "The minister stressed that …" quotes without any mark. What a named person is reported to have said is a quotation as well, from behind the verb of
# saying to the end of the sentence.


# %%
#| export
def _any_of(name: str, lang: str) -> str:
    return f"(?:{'|'.join(word_set(name, lang))})"


_EN_BETWEEN = r"\s+(?:(?:has|have|had|once|also|further|solemnly|clearly|repeatedly|rightly|famously)\s+)*"
_EN_SAYING = r"\bAs (?:an? |the )?[^,.]{2,60}? (?:goes|put it|said|says|noted|pointed out)\b"
_ZH_SAYING = r"(?:常言|俗话|古语|谚语|古人|有句话|诗)[道说云]"
_EN_TO_CLAUSE = r"(?:\W+\w+){0,6}?(?:\s+that\b|\s*[,:])"
_EN_PRONOUN = rf"\b(?:He|She){_EN_BETWEEN}{_any_of('say', 'en')}\s+that\b"
_EN_REPORT = rf"{_any_of('person', 'en')}(?:\W+\w+){{0,8}}?{_EN_BETWEEN}{_any_of('say', 'en')}{_EN_TO_CLAUSE}"
_ZH_REPORT = rf"{_any_of('person', 'zh')}(?![、和与及])[^，。；]{{0,40}}?{_any_of('say', 'zh')}[，：:]"
_REPORT = {
    "en": re.compile(f"{_EN_REPORT}|{_EN_SAYING}|{_EN_PRONOUN}"),
    "zh": re.compile(f"{_ZH_REPORT}|{_ZH_SAYING}"),
}


def _reported(i: int, text: str, lang: str) -> list[Hit]:
    m = _REPORT[lang].search(text)
    if not m:
        return []
    said = text[m.end() :].lstrip(" ,:，：“")
    if not said:
        return []
    return [
        Hit("quotation", (i,), len(text) - len(said), len(text.rstrip()), 0.75, "reported speech of a person")
    ]


# %%
told = "Minister Vale stressed that no state can light the whole strait alone."
[told[h.start : h.end] for h in _reported(0, told, "en")]

# %%
assert [told[h.start : h.end] for h in _reported(0, told, "en")] == [
    "no state can light the whole strait alone."
]
assert _reported(0, "The report stressed that lamps save lives.", "en") == []

# %% [markdown]
# ## Quotations
#
# A quotation that runs over several sentences is one hit; one that is never closed ends after six.

# %%
#| export
MOST_SENTENCES = 6  # after which a quotation that is not closed ends


def find_quotations(sentences: Sequence[Sentence], lang: str) -> list[Hit]:
    """The words of others: clauses in quotation marks, and reported speech of a named person.

    sentences: an article's
    lang: "en" or "zh".
    Returns hits; a quotation that runs on into the next sentences is one hit over all of them.
    """
    hits: list[Hit] = []
    open_from = None
    for i, sentence in enumerate(sentences):
        opened = sentence.text.count("“")
        closed = sentence.text.count("”")
        if open_from is not None:
            hits[-1] = hits[-1]._replace(at=(*hits[-1].at, i))
            if closed > opened or i - open_from > MOST_SENTENCES:
                open_from = None
            continue
        hits += _marked(i, sentence, lang) or _reported(i, sentence.text, lang)
        if opened > closed and hits and i in hits[-1].at:
            open_from = i
    return hits


# %%
texts = [told, "The “Lantern Year” began in May.", "He called it “a light for all, a burden for none”."]
[texts[h.at[0]][h.start : h.end] for h in find_quotations(as_sentences(texts, "en"), "en")]

# %%
rules = [(h.at, h.rule) for h in find_quotations(as_sentences(texts, "en"), "en")]
assert rules == [((0,), "reported speech of a person"), ((2,), "quotation marks")]
zh = ["韦尔部长指出，灯塔属于所有船只。", "“灯塔是公共产品。", "谁也不能独占。”"]
assert [h.at for h in find_quotations(as_sentences(zh, "zh"), "zh")] == [(0,), (1, 2)]

# %%
long = [
    "“The strait is wide and the night is long.",
    "We have one lamp.",
    "Let us light it.”",
    "The hall rose.",
]
[h.at for h in find_quotations(as_sentences(long, "en"), "en")]

# %%
assert [h.at for h in find_quotations(as_sentences(long, "en"), "en")] == [(0, 1, 2)]
endless = [long[0], *long[1:2] * 9]
assert [len(h.at) for h in find_quotations(as_sentences(endless, "en"), "en")] == [MOST_SENTENCES + 2]
assert find_quotations([], "en") == []

# %% [markdown]
# ## Counted points
#
# "First, …" opens six paragraphs and is one figure; "one is …, and the other is …" stands inside one sentence.

# %%
#| export
_LATER = "|".join(
    f"({number}(?:ly)?)" for number in ("second", "third", "fourth", "fifth", "sixth", "seventh")
)
_EN_ORDINAL = rf"(first(?:ly)?|first of all)|{_LATER}"
_ORDINALS = {
    "en": [
        re.compile(rf"^\W*(?:{_EN_ORDINAL})\s*[,:—–]", re.I),
        re.compile(r"^\W*(?:(the first is)|(the second is)|(the third is)|(the fourth is))\b", re.I),
    ],
    "zh": [
        re.compile(r"^\W*第([一二三四五六七八九十])[，、,：]"),
        re.compile(r"(?:^|[，；：。])([一二三四五六七八九十])是"),
        re.compile(r"^\W*(首先|其次|再次|最后)[，,]"),
        re.compile(r"^\W*([一二三四五六七八九十])、"),
    ],
}
_INSIDE = {
    "en": [
        re.compile(r"\bone is\b.+\b(?:the other|another|the second) is\b", re.I),
        re.compile(r"\bfirst(?:ly)?,.+\bsecond(?:ly)?,", re.I),
        re.compile(r"\(1\).+\(2\)"),
        re.compile(r"\bon the one hand\b.+\bon the other\b", re.I),
    ],
    "zh": [
        re.compile(both)
        for both in (
            r"一是.+二是",
            r"一个是.+一个是",
            r"第一，.+第二，",
            r"首先.+其次",
            r"一方面.+另一方面",
            r"一要.+二要",
            r"其一.+其二",
            r"（一）.+（二）",
        )
    ],
}
_ZH_NUMERALS = "一二三四五六七八九十"
_ZH_ORDINALS = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}


def _ordinal(m: re.Match[str]) -> int:
    word = m[m.lastindex or 0]
    if word in _ZH_ORDINALS:
        return _ZH_ORDINALS[word]
    return _ZH_NUMERALS.index(word) + 1 if word in _ZH_NUMERALS else m.lastindex or 0


def _openings(sentences: Sequence[Sentence], pattern: re.Pattern[str]) -> list[Hit]:
    counted: list[list[tuple[int, re.Match[str]]]] = []
    last = 0
    for i, sentence in enumerate(sentences):
        m = pattern.search(sentence.text) if sentence.kind != "heading" else None
        if not m:
            continue
        number = _ordinal(m)
        if number == 1:
            counted.append([(i, m)])
        elif counted and last < number:
            counted[-1].append((i, m))
        else:
            continue
        last = number
    return _counted_hits(counted)


def _counted_hits(counted: Iterable[list[tuple[int, re.Match[str]]]]) -> list[Hit]:
    "One hit over the sentences of each enumeration that has two points or more."
    hits = []
    for points in counted:
        _, first = points[0]
        if len(points) > 1:
            at = tuple(i for i, _ in points)
            hits.append(Hit("enumeration", at, first.start(), first.end(), 0.8, "counted openings"))
    return hits


def _counted_inside(i: int, text: str, lang: str) -> list[Hit]:
    hits = []
    for pattern in _INSIDE[lang]:
        m = pattern.search(text)
        if m:
            hits.append(Hit("enumeration", (i,), m.start(), m.end(), 0.8, "counted inside"))
    return hits


def _place(hit: Hit) -> tuple[int, ...]:
    return hit.at


def find_enumerations(sentences: Sequence[Sentence], lang: str) -> list[Hit]:
    """Counted points: First … Second …, 一是……二是……, within one sentence or as the openings of several.

    sentences: an article's
    lang: "en" or "zh".
    Returns hits; openings that count on from one another are one hit.
    """
    hits = []
    for i, sentence in enumerate(sentences):
        hits += _counted_inside(i, sentence.text, lang)
    for pattern in _ORDINALS[lang]:
        hits += _openings(sentences, pattern)
    by_place = {hit.at: hit for hit in hits}  # one a place: openings say more than what is counted inside
    return sorted(by_place.values(), key=_place)


# %%
points = [
    "First, we light the lamps.",
    "They cost little.",
    "Second, we share the oil.",
    "Third, we keep watch.",
]
find_enumerations(as_sentences(points, "en"), "en")

# %%
assert [h.at for h in find_enumerations(as_sentences(points, "en"), "en")] == [(0, 2, 3)]
zh = [
    "海峡有两件要事：一是点灯，二是护航。",
    "第一，各国共同出资。",
    "第二，各国共同值守。",
    "灯塔第一次点亮。",
]
assert [h.at for h in find_enumerations(as_sentences(zh, "zh"), "zh")] == [(0,), (1, 2)]

# %% [markdown]
# A first point without a second is no enumeration.

# %%
print(find_enumerations(as_sentences(["First, we light the lamps."], "en"), "en"))
assert find_enumerations(as_sentences(["First, we light the lamps."], "en"), "en") == []
