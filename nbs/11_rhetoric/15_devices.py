# %% [markdown]
# # devices
#
# > One verb that collects the rhetorical devices of a study into one table

# %% [markdown]
# Counted by one rule, a sentence is a tricolon; by another it is parallelism and a metaphor as well. The table keeps every device of a sentence and, of
# two rules that see the same device in the same words, the better one.

# %%
#| default_exp rhetoric.devices

# %%
#| export
from __future__ import annotations
from collections.abc import Sequence
import pandas as pd
from fa_study.study import Study, new_table
from fa_study.rhetoric.hits import Hit, Sentence, study_sentences, without_notes, without_overlaps
from fa_study.rhetoric.contrast import contrast_candidates, find_antitheses
from fa_study.rhetoric.ranking import Candidate
from fa_study.rhetoric.moves import MOVES
from fa_study.rhetoric.groups import find_parallel_sentences, group_candidates
from fa_study.rhetoric.repetition import find_anaphora
from fa_study.rhetoric.series import find_series, series_candidates
from fa_study.rhetoric.speech import find_enumerations, find_questions, find_quotations
from fa_study.rhetoric.words import find_four_character, find_listed, find_sayings

# %%
from fa_study.rhetoric.hits import as_sentences

# %% [markdown]
# ## All finders
#
# A footnote counts nothing aloud and asks nothing: notes are passed over, but keep their place among the sentences.

# %%
#| export
FINDERS = (
    find_questions,
    find_quotations,
    find_enumerations,
    find_anaphora,
    find_series,
    find_parallel_sentences,
    find_antitheses,
    find_listed,
    find_sayings,
    find_four_character,
    *MOVES,
)


RANKED = (contrast_candidates, series_candidates, group_candidates)


def all_candidates(sentences: Sequence[Sentence], lang: str) -> list[Candidate]:
    """What the finders by form propose in an article, before the models judge it.

    sentences: an article's, in reading order
    lang: "en" or "zh". Footnotes and notes are left out.
    """
    body = without_notes(sentences)
    candidates = []
    for propose in RANKED:
        candidates += propose(body, lang)
    return candidates


def find_devices(sentences: Sequence[Sentence], lang: str) -> list[Hit]:
    """The devices of an article.

    sentences: an article's, in reading order
    lang: "en" or "zh". Footnotes and notes are left out.
    Returns candidates in the order of the text; no two of one device and the same sentences overlap.
    """
    body = without_notes(sentences)
    hits = []
    for find in FINDERS:
        hits += find(body, lang)
    return without_overlaps(hits)


# %%
toy = [
    "Who keeps the lights burning?",
    "The accord is a milestone: it guards peace, trade and safe passage.",
    "A lamp is not a fortress but a promise.",
]
pd.DataFrame(find_devices(as_sentences(toy, "en"), "en"))

# %%
found = {(h.device, h.at) for h in find_devices(as_sentences(toy, "en"), "en")}
assert found >= {("rhetorical question", (0,)), ("tricolon", (1,)), ("metaphor", (1,)), ("antithesis", (2,))}
assert find_devices(as_sentences(toy, "en", kind="footnote"), "en") == []


# %% [markdown]
# ## The table
#
# `span` is always a piece of the first sentence, so that a reader can be taken to the words.


# %%
#| export
def devices(study: Study) -> pd.DataFrame:
    """The table `devices` of a study: candidates in every article, both languages.

    study: a parsed study; the words of its Chinese sentences are those of the table `tokens` where it is
        filled.
    Returns one row a candidate: article_id, lang, sent_ids, device, span, domain (of a metaphor), score
        (0..1), and at the right rule, start, end (character offsets of the span in the first sentence).
    """
    sentences = study_sentences(study)
    rows = []
    for article_id, lang in zip(study.articles.article_id, study.articles.lang):
        if lang not in ("en", "zh"):
            continue
        mine = sentences[article_id]
        for hit in find_devices(mine, lang):
            rows.append(_row(article_id, lang, mine, hit))
    none: dict[str, object] = dict.fromkeys(("rule", "start", "end"))
    return new_table("devices", rows or [none]).iloc[: len(rows)]


def _row(article_id: str, lang: str, sentences: Sequence[Sentence], hit: Hit) -> dict[str, object]:
    sent_ids = " ".join(sentences[i].sent_id for i in hit.at)
    span = sentences[hit.at[0]].text[hit.start : hit.end]
    return dict(
        article_id=article_id,
        lang=lang,
        sent_ids=sent_ids,
        device=hit.device,
        span=span,
        domain=hit.domain,
        score=hit.score,
        rule=hit.rule,
        start=hit.start,
        end=hit.end,
    )


# %%
from fa_study.reading.parser import parse_text

# %%
study = parse_text(
    "Lighthouse Day\n\nBy A. Writer\n\n"
    "The accord paves the way for peace, trade and safe passage. A lamp is not a fortress but a promise."
)
devices(study)

# %%
table = devices(study)
assert list(table.columns) == [
    "article_id",
    "lang",
    "sent_ids",
    "device",
    "span",
    "domain",
    "score",
    "rule",
    "start",
    "end",
]
assert {"metaphor", "tricolon", "antithesis"} <= set(table.device)
text = study.texts()
assert all(
    text[s.split()[0]][a:b] == span
    for s, a, b, span in zip(table.sent_ids, table.start, table.end, table.span)
)

# %% [markdown]
# The sample journal, both languages: how many candidates of each device.

# %%
from fa_study.reading.parser import parse_sources
from fa_study.formats.files import Source
from fa_study.example.sample import sample_text

# %%
sample = parse_sources([Source("sample", "", "utf-8", sample_text("journal").split("\n"))])
counts = devices(sample).groupby(["device", "lang"]).size().unstack(fill_value=0)
counts

# %%
assert {"en", "zh"} == set(counts.columns) and counts.loc["metaphor"].min() > 10
assert counts.loc["four-character expression", "en"] == 0

# %% [markdown]
# An empty study has an empty table with the same columns.

# %%
assert list(devices(Study()).columns) == list(table.columns) and not len(devices(Study()))
