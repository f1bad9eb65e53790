"""Which candidates are statements: counts of cue lemmas and weights of closed features, fitted by training/attribution.

The probability of a candidate is the logistic of the sum of its features' weights, so that each decision can be laid
open feature by feature (`weighed`). The artefact lies in models/cues and holds no text: lemmas that are cues in five
documents or more, with how often they are, and the weights.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from onrecord.models import artefact
from onrecord.statements.bounds import bound_crossings, bound_evidence, variants
from onrecord.statements.candidates import Candidate
from onrecord.statements.evidence import chance, counted_frame, crossings, evidence, frame_group, lemma_key
from onrecord.statements.quoting import Period
from onrecord.tables import parse_csv

#: A count of this many imagined uses, spread as in the frame at large, steadies the rates of rare lemmas.
STEADYING = 4.0
#: Logits are kept within these bounds.
_SUREST = 7.0
#: How many features `told` names.
_TOLD = 4
#: The key of a frame at large, of a lemma in any frame, and of words that the table does not list.
ANY = "*"
#: The frames of a listed lemma that stand in too few documents to be counted each.
REST = "+"


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a word is a cue in a frame: {(part, lemma, frame): (cues, uses)}, with `*` for any lemma or frame."""

    uses: dict[tuple[str, str, str], tuple[int, int]]

    def lists(self, part: str, lemma: str) -> bool:
        """True when the lemma is a cue in enough documents to be counted."""
        return (part, lemma, ANY) in self.uses

    def key(self, part: str, lemma: str, frame: str) -> tuple[str, str, str] | None:
        """Under which key a use is counted: its own, or the rest of the lemma's frames."""
        for name in (frame, REST):
            if (part, lemma, name) in self.uses:
                return part, lemma, name
        return None

    def logit(self, part: str, lemma: str, frame: str, less: tuple[int, int] = (0, 0)) -> float:
        """How likely the lemma is a cue in the frame, as a logit; `less` are (cues, uses) to leave out."""
        cues, uses = self.uses.get((part, ANY, frame), (0, 0))
        base = (cues + 0.5) / (uses + 5.0)
        found = self.key(part, lemma, frame)
        cues, uses = self.uses[found] if found is not None else (0, 0)
        rate = (cues - less[0] + STEADYING * base) / (uses - less[1] + STEADYING)
        return (
            max(-_SUREST, min(_SUREST, math.log(rate / (1.0 - rate)))) if 0.0 < rate < 1.0 else _SUREST * (rate or -1)
        )


class _Summed(dict[str, float]):
    """The weight of each plain feature with all its crossings, summed when it is first asked for."""

    def __init__(self, weights: dict[str, float], crossings: Callable[[str], Iterable[str]]) -> None:
        super().__init__()
        self._weights, self._crossings = weights, crossings

    def __missing__(self, name: str) -> float:
        total = self[name] = sum(self._weights.get(each, 0.0) for each in self._crossings(name))
        return total


class Decision:
    """The counts and weights by which candidates are judged."""

    def __init__(self, counts: Counts, weights: dict[str, float], bounds: dict[str, float]) -> None:
        self.counts = counts
        self._weights, self._bias = weights, weights.get("bias", 0.0)
        self._bounds = bounds
        self._logit = lru_cache(maxsize=1 << 14)(counts.logit)
        self._summed: dict[tuple[str, str], _Summed] = {}
        self._summed_bounds: dict[tuple[str, str], _Summed] = {}

    def probability(self, candidate: Candidate, period: Period, bonus: float = 0.0) -> float:
        """How likely the candidate is a statement with this content, 0 to 1, with `bonus` added to the logit."""
        names, group, likely = self._features(candidate, period)
        summed = self._summed.get((group, likely))
        if summed is None:
            summed = self._summed[group, likely] = _Summed(self._weights, lambda name: crossings(name, group, likely))
        total = self._bias + bonus + sum(map(summed.__getitem__, names))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def _features(self, candidate: Candidate, period: Period) -> tuple[list[str], str, str]:
        part, lemma = lemma_key(candidate)
        prior = self._logit(part, lemma, counted_frame(candidate.frame))
        names = evidence(candidate, period, prior, self._logit(part, lemma, ANY))
        return names, frame_group(candidate.frame), chance(prior)

    def told(self, candidate: Candidate, period: Period) -> str:
        """The decision in words: how often the lemma is a cue, and the features that weigh most."""
        part, lemma = lemma_key(candidate)
        cues, uses = self.counts.uses.get((part, lemma, ANY), (0, 0))
        known = f"“{lemma}” is a cue in {cues} of {uses} places counted" if uses else f"“{lemma}” was not counted"
        heaviest = ", ".join(f"{name} {weight:+.1f}" for name, weight in self.weighed(candidate, period)[:_TOLD])
        return f"{known}; frame {candidate.frame}; {heaviest}"

    def bounded(self, candidate: Candidate, period: Period) -> tuple[int, int] | None:
        """The likeliest stretch of a content, where the frame's own is not; None to keep that."""
        offered = variants(candidate, period)
        if len(offered) == 1:
            return None
        group = frame_group(candidate.frame)
        scored = [
            sum(map(self._of_side(group, each.side).__getitem__, bound_evidence(candidate, each, period)))
            for each in offered
        ]
        best = max(range(len(offered)), key=scored.__getitem__)
        return (offered[best].low, offered[best].high) if best else None

    def _of_side(self, group: str, side: str) -> _Summed:
        summed = self._summed_bounds.get((group, side))
        if summed is None:
            summed = self._summed_bounds[group, side] = _Summed(
                self._bounds, lambda name: bound_crossings(name, group, side)
            )
        return summed

    def weighed(self, candidate: Candidate, period: Period) -> list[tuple[str, float]]:
        """The candidate's features with their weights, the heaviest first."""
        names, group, likely = self._features(candidate, period)
        found = {each: self._weights.get(each, 0.0) for name in names for each in crossings(name, group, likely)}
        return sorted((pair for pair in found.items() if pair[1]), key=lambda pair: -abs(pair[1]))


@cache
def decision() -> Decision:
    """The shipped decision, checked against its paper; raises ModelError when a file is missing or was changed."""
    folder = artefact("cues").path
    counts = {
        (row["part"], row["lemma"], row["frame"]): (int(row["cues"]), int(row["uses"]))
        for row in _rows(folder, "counts.csv")
    }
    weights = {row["key"]: float(row["weight"]) for row in _rows(folder, "weights.csv")}
    bounds = {row["key"]: float(row["weight"]) for row in _rows(folder, "bounds.csv")}
    return Decision(Counts(counts), weights, bounds)


def _rows(folder: Path, name: str) -> tuple[dict[str, str], ...]:
    return parse_csv((folder / name).read_text(encoding="utf-8"), f"models/cues/{name}")
