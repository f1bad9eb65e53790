"""Under what name an unnamed person is told: "identified himself only as X", "gave her surname as X", "her family
name, X", "later identified as adviser X".
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.actors.mentions import Mention
from onrecord.language.columns import Words

#: In tokens: how far before the name the words that give it may begin.
_REACH = 12
_IDENTIFYING = frozenset({"identified", "identifying", "introduced"})
_NAMES = frozenset({"name", "surname", "nickname", "alias"})
_GIVING = frozenset(
    {"gave", "giving", "give", "given", "called", "known", "use", "used", "using", "named", "identified"}
)
_ENDS = frozenset({".", ";", ":", "said", "says", "told"})


def bearer_before(doc: Words, mention: Mention, others: Sequence[Mention]) -> Mention | None:
    """The description before a name in the same sentence that the words between say is called so; None without them."""
    low = max(0, mention.start - _REACH)
    words = doc.lower[low : mention.start]
    cut = max((number + 1 for number, word in enumerate(words) if word in _ENDS), default=0)
    low, words = low + cut, words[cut:]
    if _named_by_word(words):
        return _nearest(others, mention.start)
    told = next((number for number in range(len(words) - 1, -1, -1) if words[number] in _IDENTIFYING), None)
    if told is None or words[-1:] != ["as"]:
        return None
    between = words[told + 1 : -1]
    if between and not {"himself", "herself", "themselves", "by", "only"} & {between[0]}:
        inside = [other for other in others if low + told < other.start < mention.start]
        return inside[0] if len(inside) == 1 else None  # "identified the suspect as X"
    return _nearest(others, low + told)


def _named_by_word(words: list[str]) -> bool:
    """ "gave her surname as | X", "called only by her family name, | X"."""
    if len(words) < 3 or words[-1] not in ("as", ",", "was", "is") or words[-2] not in _NAMES:
        return False
    return any(word in _GIVING for word in words[:-2])


def _nearest(others: Sequence[Mention], position: int) -> Mention | None:
    """The last description that ends before the position, a subject if one does."""
    before = [other for other in others if other.end <= position and not other.inner and not other.plural]
    return next((other for other in reversed(before) if other.subject), before[-1] if before else None)
