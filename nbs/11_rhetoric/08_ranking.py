# %% [markdown]
# # ranking
#
# > How sure a candidate is: what was measured on it, weighed by a logistic model whose weights were learned apart

# %% [markdown]
# "Theory and practice" names two things, "not a fortress but a promise" sets one against the other: a rule that finds both has to say which it believes.
# Finders by form give every candidate the signs that they measured; here those signs become one probability, and what falls under a threshold is left out.

# %%
#| default_exp rhetoric.ranking

# %%
#| export
from __future__ import annotations
import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple
from fa_study.rhetoric.hits import Hit

# %% [markdown]
# ## Weights
#
# The file `data/rhetoric/weights.tsv` holds one weight a line: the model, the sign, the weight. Two signs are no measurements: "always" is there for
# every candidate, "threshold" is the least probability. `training_devices` writes the file; it says there on which texts, and how good it is on others.

# %%
#| export
ALWAYS = "always"
THRESHOLD = "threshold"
Weights = Mapping[str, Mapping[str, float]]


class Candidate(NamedTuple):
    """What a finder by form found: the hit, the model that judges it, and the signs measured on it (name ->
    value)."""

    hit: Hit
    model: str
    signs: Mapping[str, float]


@lru_cache(maxsize=1)
def load_weights() -> dict[str, dict[str, float]]:
    """The weights of the package: model -> sign -> weight."""
    text = files("fa_study").joinpath("data/rhetoric/weights.tsv").read_text(encoding="utf-8")
    weights: dict[str, dict[str, float]] = {}
    for line in text.splitlines()[1:]:
        model, sign, weight = line.split("\t")
        weights.setdefault(model, {})[sign] = float(weight)
    return weights


# %%
sorted(load_weights())

# %%
assert all({ALWAYS, THRESHOLD} <= set(signs) for signs in load_weights().values())


# %% [markdown]
# ## Probability
#
# A sign that a model does not know counts nothing.


# %%
#| export
def probability(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How probable it is that a reader would mark a candidate, 0..1.

    signs: name -> value
    weights: of one model, name -> weight.
    Returns the logistic function of the weighted sum.

    >>> probability({"joined": 1.0}, {"always": -1.0, "joined": 1.0})
    0.5
    """
    total = 0.0
    for sign, value in signs.items():
        total += weights.get(sign, 0.0) * value
    return 1 / (1 + math.exp(-weights[ALWAYS] - total))


def ranked(candidates: Iterable[Candidate], *, weights: Weights | None = None) -> list[Hit]:
    """The candidates that reach their model's threshold, as hits whose score is their probability.

    candidates: of any models
    weights: model -> sign -> weight; those of the package if None.
    Returns hits in the order of the candidates.
    """
    models = load_weights() if weights is None else weights
    hits = []
    for hit, model, signs in candidates:
        score = probability(signs, models[model])
        if score >= models[model][THRESHOLD]:
            hits.append(hit._replace(score=round(score, 3)))
    return hits


# %%
_made_up = {"contrast": {ALWAYS: -1.0, "strong frame": 3.0, THRESHOLD: 0.5}}
_hit = Hit("antithesis", (0,), 0, 9, 0.5, "strong frame")
probability({"strong frame": 1.0}, _made_up["contrast"]), probability({}, _made_up["contrast"])

# %%
_candidates = [
    Candidate(_hit, "contrast", {"strong frame": 1.0}),
    Candidate(_hit, "contrast", {"unknown": 1.0}),
]
assert [hit.score for hit in ranked(_candidates, weights=_made_up)] == [0.881]
assert ranked([], weights=_made_up) == []
