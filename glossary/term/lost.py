"""What a term without a page of its own has to say, and nobody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from glossary.term.schema import COMPONENTS
from glossary.yaml.nodes import Mapping, part, short

if TYPE_CHECKING:
    from glossary.term.schema import Term
    from glossary.text.diagnostic import Report

_SHOWN: Final = frozenset({*COMPONENTS, "plain", "analogy", "pronunciation", "subtitle", "cover"})


def check_lost(term: Term, node: Mapping, start: int, report: Report) -> None:
    """Report a body, which starts at the character `start`, and fields that a page would show, of a term that only
    leads on to another one; `node` is its front matter.
    """
    if not term.replaced_by or term.definition or term.senses:
        return
    keys = [key for key, _ in node.items if key.value in _SHOWN and part(node, key.value) and getattr(term, key.value)]
    lost = [f"`{short(key.value)}`" for key in keys]
    place = (keys[0].start, keys[0].end) if keys else (0, 0)
    if body := term.body.source.strip():
        lost.append("its body")
        at = start + term.body.source.index(body)
        place = place if keys else (at, at + len(body.splitlines()[0]))
    if not lost:
        return
    to = short(term.replaced_by)
    message = f"without a definition this term only leads on to `{to}`; not shown: {', '.join(lost)}"
    help_ = f"write a `definition`, and its page stays, with a notice; or move this to `{to}`, or delete it"
    report.add("lost-text", *place, message, help_)
