"""What the article says the parts of a formula or slogan stand for: which text is looked at, and by which grammar."""

from __future__ import annotations

from collections.abc import Sequence

from newsextract.policies import formula_items, slogan_items
from newsextract.policies.candidates import Candidate
from newsextract.policies.definitions import Context, Item

REACH_BEFORE = 160
REACH_AFTER = 420


def explain(shadow: str, mention: Candidate, floor: int, ceiling: int, known: Sequence[str] | None) -> list[Item]:
    """The items that stand within [floor, ceiling) of the mention; [] where the article explains nothing.

    known: the lexicon's items of the name, () where it has none, None where it does not know the name.
    """
    context = Context(
        shadow,
        shadow[mention.start : mention.end],
        max(floor, mention.start - REACH_BEFORE),
        mention.start - (mention.after > mention.end),
        mention.after,
        min(ceiling, mention.after + REACH_AFTER),
    )
    if mention.kind == "formula":
        return formula_items.explain(context)
    return slogan_items.explain(context, known)
