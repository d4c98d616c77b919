"""The file of a new term: where it stands, and which fields it has, as the other terms of its glossary do."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.edits.clashes import former, holder_of
from glossary.edits.desk import refused
from glossary.edits.survey import uses
from glossary.term.card import Rank
from glossary.term.names import MARKUP
from glossary.term.read import FIELDS
from glossary.text.address import id_fault, name_id, name_key
from glossary.text.diagnostic import Diagnostic, Related, Span
from glossary.text.near import Near
from glossary.text.number import other_numbers
from glossary.yaml.nodes import short
from glossary.yaml.written import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.config.schema import Site
    from glossary.edits.survey import Sheet, Use
    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card

UNASKED: Final = frozenset(
    [
        "id",
        "redirects",
        "replaced_by",
        "status",
        "reviewed",
        "translates",
        "extra",
        "autolink",
        "case",
        "not_in",
        "forms",
        "hidden",
        "order",
        "cover",
    ]
)
"""Fields that no new term is asked for, whatever others have: they come later, or by themselves."""

CALLED: Final = {
    "term": "the name",
    "abbreviation": "an abbreviation",
    "aliases": "an alias",
    "covers": "one of the names that `covers` lists",
    "forms": "a form",
    "id": "the id",
}

NEAR: Final = 0.8
"""How alike two names are that are told of: difflib's ratio."""

NO_STEM: Final = re.compile(r'[\x00-\x1f/\\:*?"<>|#^\[\]]|\A\.|[. ]\Z')
"""What the name of a file cannot hold on every system, or in every program that links files by their names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A glossary, and some of its terms' files as they are written, each with its path below the folder
    of terms.
    """

    glossary: Glossary
    sheets: tuple[Sheet, ...]


class Blank(NamedTuple):
    """The path of a new file below the folder of terms, and its text."""

    path: str
    text: str


class Asked(NamedTuple):
    """What a new term is called, and the section that it shall stand in, which may be none."""

    name: str
    section: str


def drafts_of(glossary: Glossary) -> tuple[Card, ...]:
    """The drafts of a glossary that shows none."""
    return tuple(card for card in glossary.gone if card.status == "draft")


def taken(glossary: Glossary, name: str, id_: str) -> Iterator[Diagnostic]:
    """Who has the name or the id already, each with its place."""
    key = name_key(name)
    found = glossary.names.find(name)
    holders = [glossary.terms[term] for term in found.terms]
    holders += [card for card in drafts_of(glossary) if any(claim.key == key for claim in card.claims)]
    for other in holders:
        yield _of_name(glossary, other, name, was=found.rank >= Rank.FORMER and other.status != "draft")
    if holders:
        return
    if (card := holder_of(glossary, id_)) is not None:
        message = f"the id `{id_}`, which `{short(name)}` would have, belongs to `{short(card.term)}`"
        yield refused("duplicate-id", Span(card.path, *card.name), message, "give the new term a longer name")
        return
    if (holder := glossary.redirected.get(id_)) is not None:
        other = glossary.terms[holder]
        message = f"the address `{id_}`, which `{short(name)}` would have, leads on to `{other.id}`"
        key = glossary.site.key("redirects") or "redirects"
        help_ = f"take `{id_}` out of `{key}` first, or give the new term another name"
        yield refused("clashing-id", former(glossary, other, id_), message, help_)


def near(glossary: Glossary, name: str) -> Card | None:
    """A term that is called nearly so, or so in the other number."""
    cards = {claim.key: card for card in drafts_of(glossary) for claim in card.claims}
    for other in other_numbers(name, glossary.site.config.language):
        if (card := glossary.find(other) or cards.get(name_key(other))) is not None:
            return card
    key = name_key(name)
    found = Near(glossary.names.table.keys() | cards.keys()).find(key)
    if not found or SequenceMatcher(None, key, found).ratio() < NEAR:
        return None
    return glossary.find(found) or cards.get(found)


def make_blank(book: Book, name: str, section: str) -> Blank:
    """The file of a term of that name; `section` may be empty."""
    site = book.glossary.site
    used = uses(book.sheets)
    by_file = _is_named_by(site, used, book.sheets, "file") and not NO_STEM.search(name)
    by_heading = _is_named_by(site, used, book.sheets, "heading")
    keys = _keys(used, book.sheets, site, section)
    lines = [_line(key, used.get(key.casefold()), site, Asked(name, section)) for key in keys.values()]
    if not (by_file or by_heading):
        usual = next((key for key in _usual(used, book.sheets, site) if _field(key, site) == "term"), "")
        lines.insert(0, f"{usual or _key('term', site)}: {written(name, flow=False)}")
    front = "".join(f"{line}\n" for line in ("---", *lines, "---") if lines)
    folder = _folder(book, section)
    stem = name if by_file else name_id(name)
    return Blank(f"{folder}/{stem}.md" if folder else f"{stem}.md", front + (f"\n# {name}\n" if by_heading else ""))


def _keys(used: dict[str, Use], sheets: Sequence[Sheet], site: Site, section: str) -> dict[str, str]:
    """The keys of the file, but that of the name, in their order: each by the field that it means, or by itself."""
    found: dict[str, str] = {}
    for key in _usual(used, sheets, site):
        field = _field(key, site)
        if field not in {*UNASKED, "term"} or field == "id":
            found.setdefault(field or key, key)
    if not (found.keys() & {"definition", "senses"} or defined_by_paragraph(site)):
        found = {"definition": _key("definition", site), **found}
    if section and not _by_folder(site):
        found.setdefault("section", _key("section", site))
    return found


def _of_name(glossary: Glossary, other: Card, name: str, *, was: bool) -> Diagnostic:
    key = name_key(name)
    claim = next((claim for claim in other.claims if claim.key == key and claim.end), None)
    place = Span(other.path, claim.start, claim.end) if claim and not was else Span(other.path, *other.name)
    if was:
        message = f"`{short(name)}` was formerly a name of `{other.id}`, and leads to it"
        help_ = "choose another name, or take it out there first"
        return refused("ambiguous-name", former(glossary, other, name), message, help_)
    what = CALLED.get(claim.field, f"in `{claim.field}`") if claim else "the id"
    draft = ", a draft" if other.status == "draft" else ""
    related = () if what == "the name" else (Related(Span(other.path, *other.name), f"the term `{short(other.term)}`"),)
    help_ = "edit that term, or choose another name"
    if claim and claim.field == "covers":
        help_ = f"it is explained on that page: take it out of `covers` in {other.path} to give it a page of its own"
    return Diagnostic(
        "ambiguous-name", "error", place, f"`{short(name)}` is {what} of `{other.id}` already{draft}", help_, related
    )


def _usual(used: dict[str, Use], sheets: Sequence[Sheet], site: Site) -> list[str]:
    """The keys that most files have, in the order in which they stand there."""
    ranks: Counter[str] = Counter()
    for sheet in sheets:
        for at, (key, _) in enumerate(sheet.values):
            ranks[key.casefold()] += at * 1000 // max(len(sheet.values), 1)
    usual = [folded for folded, use in used.items() if use.files * 2 > len(sheets)]
    usual = [folded for folded in usual if _field(folded, site) in FIELDS or _constant(used[folded], site)]
    return [used[folded].key for folded in sorted(usual, key=lambda folded: ranks[folded] / used[folded].files)]


def _field(key: str, site: Site) -> str:
    """The field of ours that a key means; the key itself where it means none."""
    mapped = site.mapped.get(key.casefold())
    if mapped:
        return mapped.field
    return "" if key.casefold() in site.ignored else key


def _key(field: str, site: Site) -> str:
    """What a field of ours is called here."""
    return next((key for key, mapped in site.mapped.items() if mapped.field == field), field)


def _constant(use: Use, site: Site) -> str:
    """The value that a key of another program has in every file, and so in a new one."""
    texts = set(use.texts())
    plain = use.key.casefold() in site.ignored and all(value.kind == "text" for value in use.values)
    return texts.pop() if plain and len(texts) == 1 else ""


def _line(key: str, use: Use | None, site: Site, asked: Asked) -> str:
    field = _field(key, site)
    if not field and use is not None:
        return f"{key}: {written(_constant(use, site), flow=False)}"
    if field == "id":
        return f"{key}: {name_id(asked.name)}"
    if field == "section" and asked.section:
        return f"{key}: {asked.section}"
    sections = ", ".join(section.id for section in site.config.sections)
    return f"{key}:  # {sections}" if field == "section" and sections else f"{key}:"


def _is_named_by(site: Site, used: dict[str, Use], sheets: Sequence[Sheet], way: str) -> bool:
    """Whether terms get their names from a heading or a file here, and most do."""
    adopt = site.config.adopt
    if adopt is None or adopt.term_from != way:
        return False
    named = sum(use.files for key, use in used.items() if _field(key, site) == "term")
    return named * 2 <= len(sheets)


def defined_by_paragraph(site: Site) -> bool:
    """Whether a definition is the first paragraph of a text."""
    return site.config.adopt is not None and site.config.adopt.definition_from == "first-paragraph"


def _by_folder(site: Site) -> bool:
    return site.config.adopt is not None and site.config.adopt.section_from == "folder"


def _folder(book: Book, section: str) -> str:
    """Where the terms of that section stand, or most terms; empty for the top."""
    glossary = book.glossary
    home = f"{glossary.site.config.terms}/"
    cards = [card for card in glossary.terms.values() if glossary.section_of.get(card.id, card.section) == section]
    places = Counter(card.path.removeprefix(home).rpartition("/")[0] for card in cards or glossary.terms.values())
    if cards and section:
        return places.most_common(1)[0][0]
    if section and _by_folder(glossary.site):
        return section
    folder, count = places.most_common(1)[0] if places else ("", 0)
    return folder if count * 2 > len(glossary.terms) and not _by_folder(glossary.site) else ""


def sections_of(glossary: Glossary) -> list[str]:
    """The sections that a term may stand in: those that are listed, else those that are used."""
    listed = [str(section.id) for section in glossary.site.config.sections]
    return listed or sorted({card.section for card in glossary.terms.values() if card.section})


NO_LETTER: Final = "it has no letter or digit"
"""Of a name: no id can be made of it."""


def name_fault(name: str) -> str:
    """What keeps a text from being the name of a term; empty where nothing does."""
    if not name_key(name):
        return NO_LETTER
    if not all(sign.isprintable() for sign in name):
        return "it has signs that cannot be seen"
    if found := MARKUP.search(name):
        return f"`{short(found.group())}` would be shown as it stands"
    made = name_id(name)
    if not made:
        return NO_LETTER
    return id_fault(made)
