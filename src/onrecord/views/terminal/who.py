"""Showing in the terminal who a person was reported to be: posts with their days, and under each the words."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from onrecord.ledger import Evidence, Post, Profile
from onrecord.record.visible import shortened, visible
from onrecord.views.wording import day

_LONGEST = 90
#: Pieces of evidence that are shown for a post; the JSON has them all.
_SHOWN = 5


def render_profiles(profiles: Sequence[Profile], console: Console) -> None:
    """Print the profiles one below the other."""
    for number, profile in enumerate(profiles):
        if number:
            console.print()
        _head(profile, console)
        for post in profile.posts:
            _post(post, console)


def _head(profile: Profile, console: Console) -> None:
    line = Text(visible(profile.name), "bold")
    if profile.also:
        line.append(visible(f" (also: {', '.join(profile.also)})"), "dim")
    counts = [_count(profile.reports, "report"), _count(profile.statements, "statement")]
    line.append(" · ".join(["", *counts, *filter(None, [_days(profile.first, profile.last)])]), "dim")
    console.print(line, soft_wrap=True)


def _post(post: Post, console: Console) -> None:
    known = [post.role or "no role told"]
    if post.organisation and post.organisation.lower() not in known[0].lower():
        known.append(post.organisation)
    codes = " ".join(code for code in (post.code, post.sector) if code)
    line = Text("  " + visible(", ".join(known)), "italic" if post.role is None else "")
    line.append(f" [{codes}]" if codes else "", "dim")
    line.append(f"  {_days(post.first, post.last)}" if post.first else "", "dim")
    console.print(line, soft_wrap=True)
    for evidence in post.evidence[:_SHOWN]:
        console.print(Text(f"    {_told(evidence)}", "dim"), soft_wrap=True)
    if len(post.evidence) > _SHOWN:
        console.print(Text(f"    and {len(post.evidence) - _SHOWN} more", "dim"))


def _told(evidence: Evidence) -> str:
    """Day, outlet, report and place of the words, then the words."""
    parts = [day(evidence.published) or "day unknown", evidence.outlet, f"{evidence.report}:{evidence.start}"]
    told = " · ".join(part for part in parts if part)
    return visible(f"{told}  “{shortened(evidence.text, _LONGEST)}”")


def _days(first: str | None, last: str | None) -> str:
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
