"""Three real glossaries in `../shared/data`: how each is adopted, and its texts with and without its authors' links."""

import re
import shutil
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from glossary.build.memo import Packs
from glossary.build.reading import Reading
from glossary.build.run import Options, consult
from glossary.graph.glossary import Target
from glossary.graph.linking import make_linker
from glossary.graph.mentions import LINKS, Mention, Page
from glossary.graph.shelf import Shelf
from glossary.markup.passages import Passage
from glossary.term.card import Heard, Strength

DATA = Path(__file__).parents[2] / "shared" / "data"

CONFIGS: Mapping[str, str] = {
    "devops": """\
title: DevOps Glossary
terms: src/data/terms
fields:
  term: title
  id: slug
  definition: description
  see_also: relatedTerms
  section: category
  added: dateAdded
""",
    "gpu": """\
title: GPU Glossary
terms: gpu-glossary
fields:
  term: title
links:
  base: /gpu-glossary/
adopt:
  term_patterns: ["What is {}?", "What are {}?", "What does it mean to be {}?", "What does it mean for {}?"]
  definition_from: first-paragraph
  section_from: folder
  pages: [readme.md, contributors.md]
""",
    "mlg": """\
title: Machine Learning Glossary
terms: terms
rules: {dangling-link: warning}
fields:
  term: title
  see_also: related_terms
  replaced_by: destination
  sources: {key: references, title: link_title, url: link_url}
  ignore: [layout, needs_review, published, new_references]
links:
  base: /terms/
adopt:
  definition_from: first-paragraph
""",
}

IMAGE = re.compile(r"!\[(?:[^\[\]]|\[[^\]]*\](?:\([^)]*\))?)*\]\([^)]*\)")
"""An image; its description may hold links."""

LABEL = r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*?)\]"
LINK = re.compile(LABEL + r"\((?:/|https?:)[^)\s]*\)")
REFERENCE_LINK = re.compile(LABEL + r"\[([^\]]+)\]")
DEFINED = re.compile(r"^ {0,3}\[([^\]]+)\]:[ \t]*(?:/|https?:)", re.MULTILINE)
CODE_LABEL = re.compile(r"(?<!!)\[`([^`\]]+)`\]\(")


class Text(NamedTuple):
    """What is read of one page, what the references of its author lead to, and the names that we found in it.

    `code` are the labels of links that are code.
    """

    page: str
    passage: Passage
    targets: tuple[Target, ...]
    mentions: tuple[Mention, ...]
    code: frozenset[str]

    @property
    def links(self) -> list[Mention]:
        """The mentions that are links."""
        return [mention for mention in self.mentions if mention.why in LINKS]


class Book(NamedTuple):
    """A glossary: its texts by page, and by term what it is called in running text."""

    texts: Mapping[str, Text]
    heard: Mapping[str, tuple[Heard, ...]]

    def keys(self, term: str) -> set[str]:
        """The names of a term and their numbers, folded."""
        return {heard.key for heard in self.heard.get(term, ()) if heard.strength != Strength.OTHER}


def copied(name: str, folder: Path, *, linked: bool) -> Path:
    """A copy of the glossary `name` below `folder`, ready to be read: its files as they are, but for images, whose
    descriptions are no running text; unless `linked`, each link in a body is its label alone.
    """
    root = folder / f"{name}-{'linked' if linked else 'plain'}"
    shutil.copytree(DATA / name, root)
    (root / "glossary.yml").write_text(CONFIGS[name], encoding="utf-8")
    for path in root.rglob("*.md"):
        front, fence, body = path.read_text(encoding="utf-8").partition("\n---\n")
        body = IMAGE.sub("", body)
        path.write_text(front + fence + (body if linked else unlinked(body)), encoding="utf-8")
    return root


def unlinked(body: str) -> str:
    """A Markdown text in which each link, to a term or out of the glossary, is its label alone."""
    defined = set(DEFINED.findall(body))
    body = LINK.sub(r"\1", body)
    return REFERENCE_LINK.sub(lambda link: link[1] if link[2] in defined else link[0], body)


def read(root: Path) -> Book:
    """The glossary in `root`, with all that was decided about the names in its texts."""
    cache = root.with_name(f"{root.name}-cache")
    return consult(Options(root=str(root), out=str(cache / "site"), cache=str(cache)), partial(_read, root))


def _read(root: Path, reading: Reading, shelf: Shelf) -> Book:
    glossary = reading.glossary
    linker = make_linker(reading.site, glossary.terms, glossary.gone, glossary.ties)
    if linker is None:
        raise ValueError
    texts = {}
    for path, page in _pages(reading, shelf):
        name = page.id or path
        code = frozenset(CODE_LABEL.findall((root / path).read_text(encoding="utf-8")))
        texts[name] = Text(name, page.passage, tuple(page.targets), tuple(linker.mentions(page)), code)
    return Book(texts, {str(id_): card.heard for id_, card in glossary.terms.items()})


def _pages(reading: Reading, shelf: Shelf) -> Iterator[tuple[str, Page]]:
    """The pages of terms and the others, each with the path of its file."""
    glossary = reading.glossary
    for id_, card in glossary.terms.items():
        yield card.path, Page(id_, card.section, shelf.passage(id_), glossary.leads(id_).targets)
    for leaf in glossary.pages:
        place = reading.sources[leaf.path].passage
        if place is not None and isinstance(shelf, Packs):
            targets = glossary.page_targets.get(leaf.path, ())
            yield leaf.path, Page("", leaf.section, shelf.passage_at(place), targets)
