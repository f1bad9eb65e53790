"""Media that only carry what somebody else said: "X, citing Y, reported Z", "X said Z, the agency W reported"."""

from __future__ import annotations

from itertools import takewhile

from onrecord import tables
from onrecord.language.nodes import Node, children, subject
from onrecord.statements.channels import channel_in, is_channel_noun
from onrecord.statements.draft import Draft
from onrecord.statements.lexicon import verb_entry

_CITING = frozenset({"citing", "quoting"})
#: In tokens: how far behind its cue a citing may begin.
_NEAR = 4
_REFERRING = ["with", "reference", "to"]
#: What a medium does with the words of others; other cues make it speak for itself.
_CARRYING = frozenset({"report", "say", "write", "cite", "announce", "add", "relay", "according to"})
_JOINING = frozenset({"conj", "parataxis"})


def is_medium(draft: Draft) -> bool:
    """Who says it is a news medium, and not what one published ("a Reuters survey")."""
    channel = channel_in(draft.source)
    if channel is None:
        return False
    head = next((token for token in draft.source if token.head not in draft.source), draft.source[-1])
    return head.pos_ != "NOUN" or head.i <= channel.tokens[-1].i or is_channel_noun(head)


def noun_behind(verb: Node) -> tuple[Node, ...]:
    """The noun phrase that is cited, up to the next comma or stop."""
    behind = verb.tree.between(verb.i + 1, verb.sent.end)
    return tuple(takewhile(lambda token: token.text not in (",", ".", ";", ":") and token.lower_ != "that", behind))


def citing_inserted(drafts: list[Draft]) -> list[Draft]:
    """ "the daily X, citing Y, reported Z": Y says it and the medium carries it.

    Of a speaker who is no medium ("the minister, citing a report, said Z") the citing says where the words are from.
    """
    gone: set[int] = set()
    for told in drafts:
        if id(told) in gone:
            continue
        _referring(told)
        gone.update(id(draft) for draft in drafts if draft is not told and draft.head in told.cue)
        citing = _inserted(told)
        if citing is None:
            continue
        gone.update(id(draft) for draft in drafts if draft.head == citing)
        cited = noun_behind(citing)
        if is_medium(told) and cited and _can_be_cited(cited):
            told.via, told.source, told.cue = told.source, cited, (citing, *told.cue)
    return [draft for draft in drafts if id(draft) not in gone]


def _referring(told: Draft) -> None:
    """ "the agency X reported with reference to Y that Z": Y says it; in place."""
    if told.head is None or told.via:
        return
    tree, at = told.head.tree, told.head.i + 1
    words = tree.words.lower
    if words[at : at + 3] != _REFERRING or not is_medium(told):
        return
    cited = noun_behind(tree[at + 2])
    that = cited[-1].i + 1 if cited else at
    (start, end), *more = told.content
    if not cited or that >= len(tree) or (start > told.anchor and tree[that].lower_ != "that"):
        return
    if start > told.anchor:
        told.content = [(told.segment.offset(tree[that + 1]), end), *more]
    told.via, told.source, told.cue = told.source, cited, (*told.cue, *tree.between(at, at + 3))


def _inserted(told: Draft) -> Node | None:
    """The "citing" that stands between commas, with what is cited, before the cue or between it and its "that"."""
    if told.head is None or not told.source:
        return None
    tree, behind = told.head.tree, told.head.i + 1
    words = tree.words.lower
    if _CITING.isdisjoint(words):
        return None
    for at in range(behind, min(behind + _NEAR, len(tree) - 1)):
        if words[at] == "," and words[at + 1] in _CITING and told.segment.offset(tree[at]) < told.content[0][0]:
            return tree[at + 1]
    if told.source[-1].i >= told.cue[0].i - 3:
        return None
    at = told.source[-1].i + 1
    opens = words[at] == "," and words[at + 1] in _CITING and words[told.cue[0].i - 1] == ","
    return tree[at + 1] if opens else None


def _can_be_cited(cited: tuple[Node, ...]) -> bool:
    """A person, a body or a kind of source, rather than reasons ("citing safety concerns")."""
    words = {form for token in cited for form in (token.lower_, str(token.lemma_).lower())}
    known = ("lexicon/source_nouns.csv", "gazetteer/titles.csv", "gazetteer/institutions.csv")
    return any(words & tables.load_terms(name) for name in known) or any(token.pos_ == "PROPN" for token in cited)


def credited(drafts: list[Draft]) -> list[Draft]:
    """ "the minister said Z, the agency X reported": X only carries what the minister said, if nothing else is told."""
    for outer in drafts:
        if outer.lemma not in _CARRYING or outer.within is not None or not outer.source or not is_medium(outer):
            continue
        inner = next((each for each in drafts if each is not outer and _is_all_of(outer, each)), None)
        if inner is not None and not inner.via:
            inner.via = outer.source
            return [draft for draft in drafts if draft is not outer]
    return drafts


def _is_all_of(outer: Draft, inner: Draft) -> bool:
    """The content of a medium's saying is one sentence, whose verb is the cue of the other saying."""
    verb, (start, end) = inner.head, outer.content[0]
    if verb is None or not inner.source or inner.kind_of_cue != "speech" or len(outer.content) > 1:
        return False
    if inner.cue_is_quoted or not start <= inner.anchor < end or not verb.tag_.startswith("VB") or start > outer.anchor:
        return False
    if outer.lemma == "according to":
        return verb.dep_ == "ROOT" and verb_entry(verb) is not None
    if verb.dep_ == "conj" and not subject(verb):
        verb = verb.head  # "would neither confirm nor deny Z"
    above = verb.head
    if verb.dep_ not in ("ccomp", "ROOT") or (verb.dep_ == "ccomp" and above != outer.head):
        return False
    held = (child for child in children(verb, *_JOINING) if child != inner.head)
    told = (child for child in held if child.tag_ in ("VBD", "VBZ", "VBP") or subject(child))
    return not any(child != outer.head and verb_entry(child) is None for child in told)
