"""The front matter of a file as it is written, with the author's own keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.config.read import NAME
from glossary.term.adopt import translate
from glossary.term.front import CLOSING, OPENING
from glossary.term.schema import Term
from glossary.text.diagnostic import Report
from glossary.text.source import read_text
from glossary.yaml.compose import compose
from glossary.yaml.entries import add_entry, line_end, relisted
from glossary.yaml.nodes import Mapping, Scalar
from glossary.yaml.splice import Cut, splices_of
from glossary.yaml.written import is_flow, rewritten, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.config.schema import Site
    from glossary.text.source import Source, Text
    from glossary.yaml.nodes import Node
    from glossary.yaml.splice import Splice

RANK = {name: at for at, name in enumerate(Term.__struct_fields__)}
"""The order of the format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front matter of a term or page, or all of `glossary.yml`. `begin` and `end` are the characters between which
    it stands, `body` is where what follows starts. Without front matter all three are 0.
    """

    text: Text
    site: Site
    node: Mapping | None
    begin: int
    end: int
    body: int
    whole: bool
    """Whether all of it could be read."""
    called: dict[str, str]
    """What the author calls the fields of ours that are there."""

    @property
    def content(self) -> str:
        """The text of the file."""
        return self.text.content

    def entry(self, field: str) -> tuple[Scalar, Node] | None:
        """The key and the value of a field, which may be empty."""
        name = self.called.get(field)
        pairs = self.node.items if self.node and name is not None else ()
        return next(((key, value) for key, value in pairs if key.value == name), None)

    def scalar(self, field: str) -> Scalar | None:
        """The value of a field, where it is a text and not empty."""
        found = self.entry(field)
        return found[1] if found and isinstance(found[1], Scalar) and found[1].value.strip() else None

    def key(self, field: str) -> str:
        """What a field of ours is called in this file; empty where it cannot be written, because an adopted folder uses
        its name for another thing.
        """
        return self.called[field] if field in self.called else self.site.key(field)

    def set(self, field: str, value: str) -> Cut:
        """The field with that value."""
        if (found := self.entry(field)) and isinstance(found[1], Scalar) and found[1].value.strip():
            return rewritten(found[1], value, self.content, flow=self.flow)
        if found:
            _, node = found
            lead = "" if self.content[node.start - 1 : node.start].isspace() else " "
            return Cut(node.start, node.end, lead + written(value, flow=self.flow))
        return self.add(field, [f"{self.key(field)}: {written(value, flow=self.flow)}"])

    def listing(self, field: str, *, out: str = "", new: str = "") -> list[Cut]:
        """The list of a field without one text, and with another."""
        if (found := self.entry(field)) and self.node:
            return relisted(self.content, self.node, found[0], out, new)
        return [self.add(field, [f"{self.key(field)}: [{written(new, flow=True)}]"])] if new else []

    def add(self, field: str, lines: list[str]) -> Cut:
        """The field, written in these lines, behind those that the format has before it."""
        before = [name for name in self.called if RANK.get(name, -1) < RANK[field]]
        after = self.entry(max(before, key=lambda name: RANK.get(name, -1))) if before else None
        return add_entry(self.content, self.node, after[0] if after else None, self.begin, lines)

    def splices(self, cuts: Iterable[Cut]) -> tuple[Splice, ...]:
        """The cuts of the file as splices; where it has no front matter, new fields get their two lines `---`."""
        found = list(cuts)
        new = "".join(cut.text for cut in found if cut.start == cut.end == 0)
        if new and not self.body:
            fence = f"---{line_end(self.content)}"
            found = [Cut(0, 0, fence + new + fence), *(cut for cut in found if cut.end)]
        return tuple(splices_of(self.text, found))

    @property
    def flow(self) -> bool:
        """Whether all of it stands between brackets."""
        return self.node is not None and is_flow(self.node, self.content)


def read_front(source: Source, site: Site) -> Front | None:
    """The front matter of `source`; nothing where that is no text, or its front matter has no end."""
    text, _ = read_text(source)
    if text is None:
        return None
    begin, end, body = 0, len(text.content), len(text.content)
    if source.path != NAME:
        opening = OPENING.match(text.content)
        if not opening:
            return Front(text=text, site=site, node=None, begin=0, end=0, body=0, whole=True, called={})
        closing = CLOSING.search(text.content, opening.end())
        if not closing:
            return None
        begin, end, body = opening.end(), closing.start(), closing.end()
    report = Report(text)
    composed = compose(begin, end, report)
    node = composed.node if isinstance(composed.node, Mapping) else None
    called = _called(node, site) if source.path != NAME else {}
    whole = not report.found and (node is not None or composed.node is None)
    return Front(text=text, site=site, node=node, begin=begin, end=end, body=body, whole=whole, called=called)


def _called(node: Mapping | None, site: Site) -> dict[str, str]:
    if node is None:
        return {}
    return translate(node, site)[1] if site.adopting else {key.value: key.value for key, _ in node.items}
