"""Templates of a site that nothing shows: under a name that no page has, or in a block that their parent lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from glossary.exporters.complaints import line_of
from glossary.exporters.grammar import read_tree
from glossary.exporters.jinja import Environment, TemplateSyntaxError, nodes
from glossary.text.diagnostic import Diagnostic, Span
from glossary.text.near import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from glossary.exporters.artifact import Theme

DEEPEST: Final = 20
"""So many templates may extend each other; more are a circle."""

_BUILT_IN: Final = "builtin/"


def check_overrides(theme: Theme) -> Iterator[Diagnostic]:
    """What the site's own templates hold in vain. One that Jinja2 cannot parse is told where a page needs it."""
    trees = _Trees(theme.templates)
    own = {name: tree for name in sorted(theme.own) if (tree := trees.of(name)) is not None}
    used = {named for name, tree in own.items() for named in _named(tree) if named != name}
    ours = [name.removeprefix(_BUILT_IN) for name in theme.templates if name.startswith(_BUILT_IN)]
    for name in sorted(theme.own):
        if name not in ours and name not in used and "" not in used:
            meant = nearest(name, ours)
            help_ = f"did you mean `{meant}`? Else" if meant else "give it the name of a page’s template, or"
            help_ += " include it in another template, or delete it"
            message = "nothing shows this template: no page has its name, and no other template includes it"
            yield Diagnostic.of("unused-template", Span(f"templates/{name}", 0, 0), message, help_)
        elif name in own and (offered := trees.offered(name)) is not None:
            yield from _vain(name, own[name], offered, theme)


def _vain(name: str, tree: nodes.Template, offered: set[str], theme: Theme) -> Iterator[Diagnostic]:
    """Blocks of the template that no template above it has."""
    for block in _outer(tree):
        if block.name not in offered:
            meant = nearest(block.name, sorted(offered))
            help_ = f"did you mean `{meant}`?" if meant else "blocks there: " + ", ".join(sorted(offered))
            message = f"the template that this one extends has no block `{block.name}`, so it is not shown"
            yield Diagnostic.of("unused-template", line_of(name, block.lineno, theme), message, help_)


class _Trees:
    """Templates, parsed."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.environment = Environment(autoescape=True)

    def of(self, name: str) -> nodes.Template | None:
        """The template `name`, if there is one that can be read."""
        if name not in self.texts:
            return None
        try:
            return read_tree(self.environment, self.texts[name], name, None)
        except TemplateSyntaxError:
            return None

    def offered(self, name: str) -> set[str] | None:
        """The blocks of all templates above this one; nothing where it extends none, or that cannot be known."""
        found: set[str] = set()
        tree = self.of(name)
        for depth in range(DEEPEST):
            above = tree.find(nodes.Extends) if tree is not None else None
            if above is None:
                return found if depth and tree is not None else None
            parent = above.template
            tree = self.of(parent.value) if isinstance(parent, nodes.Const) else None
            if tree is not None:
                found |= {block.name for block in tree.find_all(nodes.Block)}
        return None


def _named(tree: nodes.Template) -> Iterator[str]:
    """The templates that this one extends, includes or imports; an empty name for one that only a run can know."""
    for kind in (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport):
        yield from _targets(tree.find_all(kind))


def _targets(found: Iterable[nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport]) -> Iterator[str]:
    for node in found:
        wanted = node.template
        names = wanted.items if isinstance(wanted, nodes.List | nodes.Tuple) else [wanted]
        for each in names:
            yield str(each.value) if isinstance(each, nodes.Const) else ""


def _outer(node: nodes.Node) -> Iterator[nodes.Block]:
    """The blocks that stand in no other."""
    for inner in node.iter_child_nodes():
        if isinstance(inner, nodes.Block):
            yield inner
        else:
            yield from _outer(inner)
