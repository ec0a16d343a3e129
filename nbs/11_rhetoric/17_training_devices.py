# %% [markdown]
# # training_devices
#
# > Learns the weights of the devices from articles that a reader has marked, and says on articles left out how good they are

# %% [markdown]
# A model that has read the text it is judged on is always good. Every figure here is for an article whose marks the weights and thresholds have not seen.
# This program is run by those who make the package: nothing that is installed imports it.

# %%
#| default_exp rhetoric.training_devices

# %%
#| export
from __future__ import annotations
import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
import numpy as np
import pandas as pd
from fa_study.rhetoric.devices import all_candidates
from fa_study.rhetoric.hits import Sentence, study_sentences
from fa_study.rhetoric.ranking import ALWAYS, THRESHOLD, Candidate, probability
from fa_study.study import Study, read_study

# %%
from fa_study.rhetoric.hits import Hit, as_sentences


# %% [markdown]
# ## Marked articles
#
# A mark names its sentences and its words. Whoever marked may have cut sentences elsewhere: marks are carried over by the place of their characters.


# %%
#| export
class Mark(NamedTuple):
    """A device that a reader marked: its name, positions of its sentences, its words."""

    device: str
    at: frozenset[int]
    span: str


class Marked(NamedTuple):
    """One language of a marked article: its key, its language, its sentences, the marks on them."""

    key: str
    lang: str
    sentences: Sequence[Sentence]
    marks: Sequence[Mark]


def _squashed(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).lower()


def _owners(texts: Iterable[str]) -> tuple[str, list[int]]:
    "All characters of texts, and for each the number of its text."
    squashed = [_squashed(text) for text in texts]
    return "".join(squashed), [n for n, text in enumerate(squashed) for _ in text]


def same_places(theirs: Sequence[str], ours: Sequence[str]) -> list[set[int]]:
    """For each of their sentences the numbers of ours that hold at least three tenths of it.

    theirs, ours: the sentences of one text, cut in two ways.
    """
    from difflib import SequenceMatcher

    one, one_owners = _owners(theirs)
    other, other_owners = _owners(ours)
    shared: list[Counter[int]] = [Counter() for _ in theirs]
    matcher = SequenceMatcher(None, one, other, autojunk=False) if one != other else None
    blocks = matcher.get_matching_blocks() if matcher else [(0, 0, len(one))]
    for start, begin, size in blocks:
        for k in range(size):
            shared[one_owners[start + k]][other_owners[begin + k]] += 1
    sizes = Counter(other_owners)
    return [{n for n, count in counts.items() if count >= 0.3 * sizes[n]} for counts in shared]


# %%
same_places(["灯亮了。船来了。", "海平了。"], ["灯亮了。", "船来了。", "海平了。"])

# %%
assert same_places(["灯亮了。船来了。", "海平了。"], ["灯亮了。", "船来了。", "海平了。"]) == [{0, 1}, {2}]
assert same_places([], []) == []


# %%
#| export
def read_marked(study: Study, gold: Path) -> list[Marked]:
    """The marked articles of a folder, on the sentences of a study.

    study: a parsed study that holds the articles
    gold: a folder with KEY.sents.json and KEY.rhetoric.tsv for each article.
    """
    sentences = study_sentences(study)
    texts = {article_id: _squashed("".join(s.text for s in mine)) for article_id, mine in sentences.items()}
    articles = []
    for file in sorted(gold.glob("*.rhetoric.tsv")):
        key = file.name.partition(".")[0]
        theirs = json.loads((gold / f"{key}.sents.json").read_text(encoding="utf-8"))
        rows = pd.read_csv(file, sep="\t", dtype=str, keep_default_na=False, quoting=3)
        for lang in ("en", "zh"):
            own = [text for _, text in theirs[lang]]
            opening = _squashed("".join(own[:5]))[:40]
            article_id = next(article_id for article_id, text in texts.items() if opening in text)
            mine = sentences[article_id]
            places = same_places(own, [sentence.text for sentence in mine])
            marks = [_mark(row, places) for row in rows[rows.lang == lang].to_dict("records")]
            articles.append(Marked(key, lang, mine, marks))
    return articles


def _mark(row: Mapping[str, str], places: Sequence[set[int]]) -> Mark:
    numbers = [int(number) for number in row["sent_ids"].split(",")]
    at = frozenset().union(*(places[number] for number in numbers))
    return Mark(row["device"].replace("_", " "), at, row["span"])


# %% [markdown]
# ## What is right
#
# A candidate is right if a mark of its device has words in common with it; of a series, most of its words, since a run of six clauses has many parts.

# %%
#| export
SAME_SERIES = 0.6  # least part of the words of both that a series and its mark share
SERIES = ("parallelism", "tricolon")


def _agreement(candidate: Candidate, sentences: Sequence[Sentence], mark: Mark) -> float:
    hit = candidate.hit
    common = len(set(hit.at) & mark.at)
    if not common:
        return 0.0
    if len(hit.at) > 1:
        return float(common >= len(hit.at) / 2)
    text = sentences[hit.at[0]].text
    start = text.find(mark.span.strip("“”"))
    if start < 0:
        return 0.5
    end = start + len(mark.span)
    overlap = min(hit.end, end) - max(hit.start, start)
    if overlap <= 0:
        return 0.0
    if hit.device not in SERIES:
        return 1.0
    whole = max(hit.end, end) - min(hit.start, start)
    return 1.0 if overlap / whole >= SAME_SERIES else 0.5


def is_right(candidate: Candidate, article: Marked) -> float:
    """Whether a reader marked a candidate: 1 or 0, and 0.5 where that cannot be told.

    candidate: of the article
    article: with its marks.
    """
    mine = [mark for mark in article.marks if mark.device == candidate.hit.device]
    return max((_agreement(candidate, article.sentences, mark) for mark in mine), default=0.0)


# %%
_article = Marked(
    "toy",
    "en",
    as_sentences(["It is not a wall but a door."], "en"),
    [Mark("antithesis", frozenset({0}), "not a wall but a door")],
)
_found = Candidate(Hit("antithesis", (0,), 6, 27, 0.5, ""), "antithesis", {"strong frame": 1.0})
is_right(_found, _article)

# %%
assert is_right(_found, _article) == 1.0
assert is_right(_found, _article._replace(marks=[])) == 0.0

# %% [markdown]
# ## Logistic weights
#
# Ridge-penalised logistic regression (Hosmer and Lemeshow 2013). Candidates of one sentence share its weight. A candidate is kept where its
# probability exceeds half of the F1 that can be reached (Lipton, Elkan and Narayanaswamy 2014); half of F1 out of fold is what the threshold is.

# %%
#| export
PENALTY = 1.0  # of the squared weights; chosen among 0.3, 1 and 3, which hardly differ


class Example(NamedTuple):
    """A candidate to learn from: its article's key and language, the candidate, whether it is right, what it
    counts."""

    key: str
    lang: str
    candidate: Candidate
    right: float
    times: float


def examples_of(articles: Sequence[Marked]) -> dict[str, list[Example]]:
    """The candidates of articles by model.

    articles: marked ones.
    """
    examples: dict[str, list[Example]] = {}
    for article in articles:
        candidates = all_candidates(article.sentences, article.lang)
        sizes = Counter((candidate.model, candidate.hit.at) for candidate in candidates)
        for candidate in candidates:
            right = is_right(candidate, article)
            count = 0.0 if right == 0.5 else sizes[candidate.model, candidate.hit.at] ** -0.5
            examples.setdefault(candidate.model, []).append(
                Example(article.key, article.lang, candidate, right, count)
            )
    return examples


def learn(examples: Sequence[Example], *, penalty: float = PENALTY) -> dict[str, float]:
    """Weights that make the marks most probable.

    examples: candidates of one model
    penalty: of the squared weights.
    Returns sign -> weight, with "always" for the constant.
    """
    from scipy.optimize import minimize  # BSD; of the extra `learn`

    signs = sorted({sign for example in examples for sign in example.candidate.signs})
    values = np.array([[e.candidate.signs.get(sign, 0.0) for sign in signs] for e in examples]).reshape(
        len(examples), -1
    )
    right = np.array([example.right for example in examples])
    count = np.array([example.times for example in examples])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total = values @ weights[1:] + weights[0]
        error = count * (1 / (1 + np.exp(-total)) - right)
        value = (count * (np.logaddexp(0, total) - right * total)).sum() + penalty / 2 * weights[
            1:
        ] @ weights[1:]
        return value, np.r_[error.sum(), values.T @ error + penalty * weights[1:]]

    found = minimize(loss, np.zeros(len(signs) + 1), jac=True, method="L-BFGS-B").x
    return {ALWAYS: float(found[0]), **dict(zip(signs, map(float, found[1:])))}


# %%
_examples = [
    Example("a", "en", _found, 1.0, 1.0),
    Example("b", "en", _found._replace(signs={}), 0.0, 1.0),
]
learn(_examples)

# %%
assert learn(_examples)["strong frame"] > 0 > learn(_examples)[ALWAYS]
assert learn(_examples, penalty=100)["strong frame"] < learn(_examples)["strong frame"]


# %% [markdown]
# ## Articles left out
#
# F1 by sentence, as a reader would count: the sentences that a device was marked in, and those that it was found in.


# %%
#| export
class Counts(NamedTuple):
    """Sentences of a device: found and marked, found only, marked only."""

    both: int
    found: int
    marked: int


def f1(counts: Counts) -> float:
    """F1 of counts, 0..1; 1 if there is nothing to find and nothing found.

    counts: of one device.
    """
    total = 2 * counts.both + counts.found + counts.marked
    return 2 * counts.both / total if total else 1.0


def added(counts: Iterable[Counts]) -> Counts:
    """Counts added up.

    counts: of several articles.
    """
    return Counts(*map(sum, zip(Counts(0, 0, 0), *counts)))


def count_device(found: set[int], article: Marked, device: str) -> Counts:
    """The counts of a device in an article.

    found: the sentences that it was found in
    article: with its marks
    device: the device's name.
    """
    marked = {i for mark in article.marks if mark.device == device for i in mark.at}
    return Counts(len(found & marked), len(found - marked), len(marked - found))


def learn_all(
    examples: Mapping[str, Sequence[Example]], *, without: Iterable[str] = ()
) -> dict[str, dict[str, float]]:
    """The weights of all models.

    examples: model -> candidates
    without: keys of articles that are left out.
    """
    left_out = set(without)
    kept = {model: [e for e in mine if e.key not in left_out] for model, mine in examples.items()}
    return {model: learn(mine) for model, mine in kept.items()}


THRESHOLDS = tuple(round(0.1 + 0.04 * k, 2) for k in range(20))
START = 0.3  # half of an F1 that may be reached
FIXED = {"parallelism of sentences": 0.3}  # readers mark too few such groups to choose a threshold by
Scored = Sequence[tuple[str, str, Candidate, float]]  # article's key and language, candidate, probability


def out_of_fold(
    examples: Mapping[str, Sequence[Example]], keys: Sequence[str], without: Sequence[str] = ()
) -> Scored:
    """The probability of every candidate by weights that have not seen its article.

    examples: model -> candidates
    keys: of the articles
    without: keys of articles that are left out altogether.
    """
    scored = []
    for key in keys:
        weights = learn_all(examples, without=[key, *without])
        for model, mine in examples.items():
            for example in mine:
                if example.key != key:
                    continue
                score = probability(example.candidate.signs, weights[model])
                scored.append((key, example.lang, example.candidate, score))
    return scored


Thresholds = dict[str, float]


def device_counts(
    scored: Scored, articles: Sequence[Marked], device: str, thresholds: Mapping[str, float]
) -> Counts:
    """The counts of a device over articles.

    scored: candidates with their probability
    articles: marked ones
    device: the device's name
    thresholds: model -> least probability.
    """
    found: dict[tuple[str, str], set[int]] = {}
    for key, lang, candidate, score in scored:
        if candidate.hit.device == device and score >= thresholds[candidate.model]:
            found.setdefault((key, lang), set()).update(candidate.hit.at)
    return added(count_device(found.get((a.key, a.lang), set()), a, device) for a in articles)


def _middle_of_best(
    scored: Scored, articles: Sequence[Marked], device: str, tries: Sequence[Thresholds]
) -> Thresholds:
    "The middle one of nearly equally good thresholds."
    scores = [f1(device_counts(scored, articles, device, thresholds)) for thresholds in tries]
    good = [thresholds for thresholds, score in zip(tries, scores) if score >= max(scores) - NEARLY]
    return good[len(good) // 2]


NEARLY = 0.005  # F1 that does not tell two thresholds apart
ROUNDS = 2


def best_thresholds(scored: Scored, articles: Sequence[Marked], device: str) -> Thresholds:
    """The thresholds of a device's models that give the best F1 together, found one after the other.

    scored: candidates with their probability, out of fold
    articles: those that they are of, with marks
    device: the device's name.
    Returns model -> threshold.
    """
    mine = [row for row in scored if row[2].hit.device == device]
    chosen = {model: FIXED.get(model, START) for model in sorted({row[2].model for row in mine})}
    for model in [*chosen] * ROUNDS:
        if model in FIXED:
            continue
        tries = [chosen | {model: threshold} for threshold in THRESHOLDS]
        chosen = _middle_of_best(mine, articles, device, tries)
    return chosen


def cross_validate(examples: Mapping[str, Sequence[Example]], articles: Sequence[Marked]) -> pd.DataFrame:
    """F1 of each device on each article, by weights and a threshold that have not seen the article.

    examples: model -> candidates
    articles: marked ones.
    Returns device × article key, and in the column "all" F1 of the counts of all articles.
    """
    keys = list(dict.fromkeys(article.key for article in articles))
    devices = sorted({e.candidate.hit.device for mine in examples.values() for e in mine})
    counts: dict[str, dict[str, Counts]] = {device: {} for device in devices}
    outer = out_of_fold(examples, keys)
    for key in keys:
        others = [article for article in articles if article.key != key]
        inner = out_of_fold(examples, [other for other in keys if other != key], [key])
        mine = [row for row in outer if row[0] == key]
        own = [article for article in articles if article.key == key]
        for device in devices:
            thresholds = best_thresholds(inner, others, device)
            counts[device][key] = device_counts(mine, own, device, thresholds)
    table = pd.DataFrame({device: {key: f1(c) for key, c in row.items()} for device, row in counts.items()}).T
    table["all"] = [f1(added(row.values())) for row in counts.values()]
    return table.round(2)


# %% [markdown]
# ## The file of weights
#
# Weights that count nothing are left out.

# %%
#| export
LEAST_WEIGHT = 0.005


def fit_models(
    examples: Mapping[str, Sequence[Example]], articles: Sequence[Marked]
) -> dict[str, dict[str, float]]:
    """The weights of all models, learned on all articles, with thresholds chosen out of fold.

    examples: model -> candidates
    articles: marked ones.
    """
    keys = list(dict.fromkeys(article.key for article in articles))
    scored = out_of_fold(examples, keys)
    models = learn_all(examples)
    for device in {candidate.hit.device for _, _, candidate, _ in scored}:
        for model, threshold in best_thresholds(scored, articles, device).items():
            models[model][THRESHOLD] = threshold
    return models


def write_weights(models: Mapping[str, Mapping[str, float]], file: Path) -> None:
    """Write weights as the package reads them.

    models: model -> sign -> weight
    file: to be written.
    """
    lines = ["model\tsign\tweight"]
    for model, weights in models.items():
        for sign, weight in sorted(weights.items()):
            if abs(weight) >= LEAST_WEIGHT:
                lines.append(f"{model}\t{sign}\t{weight:.3f}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


# %%
import tempfile

# %%
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "weights.tsv"
    write_weights({"contrast": {ALWAYS: -1.0, "strong frame": 2.0, "nothing": 0.0}}, file)
    print(written := file.read_text(encoding="utf-8"))

# %%
assert written.splitlines()[1:] == ["contrast\talways\t-1.000", "contrast\tstrong frame\t2.000"]


# %% [markdown]
# ## The program
#
# With wrong folders it says what it wanted.


# %%
#| export
def main(arguments: Sequence[str] | None = None) -> None:
    """Learn from marked articles: python -m fa_study.rhetoric.training_devices RUN GOLD WEIGHTS
    arguments: the folder of a study, the folder of the marks, the file of weights to be written.
    """
    parser = argparse.ArgumentParser(description="Learn the weights of the devices from marked articles.")
    for name in ("run", "gold", "weights"):
        parser.add_argument(name, type=Path)
    chosen = parser.parse_args(arguments)
    articles = read_marked(read_study(chosen.run), chosen.gold)
    examples = examples_of(articles)
    print(cross_validate(examples, articles).to_string())
    write_weights(fit_models(examples, articles), chosen.weights)


if __name__ == "__main__" and "__file__" in globals():  # not in the notebook
    main()

# %%
try:
    main(["no such run"])
except SystemExit as stopped:
    code = stopped.code

# %%
assert code == 2
