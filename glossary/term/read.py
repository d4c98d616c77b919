"""A source becomes a term."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final, get_type_hints

import msgspec

from glossary.config.schema import Adopt
from glossary.config.texts import TEXT_LEAVES, Writing
from glossary.markup.passages import Passage, Scribe
from glossary.term.adopt import expanded, name_in, translate, without_own
from glossary.term.anchors import anchors_of, taken_ids
from glossary.term.body import check_components, check_fields, check_title, first_paragraph, heading_title
from glossary.term.card import Card
from glossary.term.checks import check_ids
from glossary.term.contents import without_contents
from glossary.term.dates import check_days
from glossary.term.deal import make_card
from glossary.term.definitions import check_definition
from glossary.term.found import found_by
from glossary.term.front import CLOSING, OPENING, is_toml, missing, unclosed
from glossary.term.lost import check_lost
from glossary.term.names import check_names
from glossary.term.questions import check_questions
from glossary.term.schema import SectionId, Term, TermId
from glossary.term.second import check_second
from glossary.text.address import id_fault, make_id, name_key, seat_of, stem_of, words_of
from glossary.text.bidi import check_direction
from glossary.text.diagnostic import Diagnostic, Report
from glossary.text.near import nearest
from glossary.text.source import Source, read_text
from glossary.yaml.compose import compose
from glossary.yaml.decode import top
from glossary.yaml.keys import no_mapping
from glossary.yaml.leaves import LEAVES, plain, slug
from glossary.yaml.nodes import Mapping, Scalar, items, part, short
from glossary.yaml.reading import Reading
from glossary.yaml.shapes import inner_names

if TYPE_CHECKING:
    from glossary.config.schema import Site
    from glossary.markup.compiler import Compiler

FIELDS: Final = {
    name: inner_names(kind)
    for name, kind in get_type_hints(Term).items()
    if name in Term.__struct_fields__ and name != "body"
}
"""The fields of a term, each with the keys that may stand in it."""

SPARE: Final = "data of your own goes below `extra:`"
SPARE_ADOPTED: Final = "map it in `fields:` of glossary.yml, or list it there under `ignore:`"


class Entry(msgspec.Struct, frozen=True):
    """A term that was read: the term, and what all others must know of it."""

    term: Term
    card: Card
    words: str
    """For the search: see `found.py`."""
    passage: Passage


class TermReader:
    """Reads the terms of one site; made once a process, for it holds what is dear to make."""

    def __init__(self, site: Site, compiler: Compiler) -> None:
        self.site = site
        self.compiler = compiler
        # Where sections are listed, a title is told with the id that it belongs to: see `graph/order.py`.
        section = plain if site.config.sections else slug
        self.fields = top(Term, LEAVES | TEXT_LEAVES | {TermId: slug, SectionId: section}, frozenset({"body"}))

    def read(self, source: Source) -> tuple[Entry | None, tuple[Diagnostic, ...]]:
        """The term in `source` and all that is wrong with it, in file order; `None` where no name can be made out.

        Never raises, for any bytes. Spans are byte offsets into `source.data`. Format: docs/term-format.md.
        """
        text, faults = read_text(source)
        if text is None:
            return None, faults
        report = Report(text)
        entry = _File(self, report).entry()
        return entry, tuple(sorted(report.found, key=lambda found: found.span))


class _File:
    """One term file on its way to an entry."""

    def __init__(self, reader: TermReader, report: Report) -> None:
        self.site = reader.site
        self.fields = reader.fields
        self.report = report
        self.text = report.text
        self.path = report.text.source.path
        self.scribe = Scribe()
        self.writing = Writing(reader.compiler, report, self.scribe)
        self.called: dict[str, str] = {}
        self.lost: frozenset[str] = frozenset()
        self.node = Mapping((), 0, 0)
        self.seat = seat_of(self.path.removeprefix(f"{self.site.config.terms}/")) if self.site.adopting else ""
        self.stem = self.seat.rsplit("/", 1)[-1] or stem_of(self.path)

    def entry(self) -> Entry | None:
        """The entry, or nothing where the file has no name for its term."""
        check_direction(self.report)
        start = self._front_matter()
        if start is None:
            return None
        values = self._values()
        body, start = self._adopted(values, start)
        check_names(values, self.node, self.report, self.called)
        if "term" not in values:
            self._missing("term", "the name as it stands in a sentence")
            # The links to it are right: they shall not be reported, too.
            values["term"] = words_of(self.stem)
        ids = taken_ids(values)
        values["body"] = self.writing.text(body, start, "body", ids)
        check_title(values["term"], body, start, self.report)
        check_second(self.called.get("term", "term"), body, start, self.report)
        if not self.site.adopting:
            check_definition(values, self.node, self.site.config.language, self.report)
            check_fields(FIELDS, body, start, self.report)
        term = Term(id=values.pop("id", None) or self._id(), **values)
        self._check(term)
        check_lost(term, self.node, start, self.report)
        card = make_card(term, self.node, self.writing, anchors_of(term), self.site.config.language)
        check_questions(term.quiz, part(self.node, "quiz"), card.heard, self.site.config.language, self.report)
        tables = [table.start for table in items(part(self.node, "tradeoffs"))]
        return Entry(term, card, found_by(term, self.writing.texts), self.scribe.passage(tables))

    def _front_matter(self) -> int | None:
        """Compose the front matter; the place where the body starts, or nothing where the file cannot be read on."""
        content = self.text.content
        opening = OPENING.match(content)
        if not opening:
            if self.site.adopting and not is_toml(content):
                return 0
            self.report.add("missing-front-matter", *missing(content))
            return None
        closing = CLOSING.search(content, opening.end())
        if not closing:
            self.report.add("unclosed-front-matter", *unclosed(content))
            return None
        composed = compose(opening.end(), closing.start(), self.report, Term)
        self.lost = composed.lost
        if isinstance(composed.node, Mapping):
            self.node, self.called = translate(composed.node, self.site) if self.site.adopting else (composed.node, {})
        elif composed.node is not None:
            no_mapping(composed.node, Reading(self.report), "term: Training")
            self.lost = frozenset(FIELDS)
        elif self.report.found:
            self.lost = frozenset(FIELDS)
        return closing.end()

    def _values(self) -> dict[str, Any]:
        spare = SPARE_ADOPTED if self.site.adopting else SPARE
        reading = Reading(self.report, self.writing, self.called, spare)
        reading.strays = self.lost
        reading.kind = Term
        values = self.fields(self.node, reading)
        self.lost |= reading.meant
        for field in ("senses", "tradeoffs", "quiz"):
            check_ids(field, part(self.node, field), reading)
        return values

    def _adopted(self, values: dict[str, Any], start: int) -> tuple[str, int]:
        """The body, after the name and the definition were taken from where `adopt:` says."""
        body = self.text.content[start:]
        if not self.site.adopting:
            return body, start
        adopt = self.site.config.adopt or Adopt()
        body = self._adopt_name(values, without_contents(body), adopt)
        if adopt.definition_from == "first-paragraph" and "definition" not in values:
            found = first_paragraph(body)
            if found and name_key(found.text) != name_key(values.get("term", "")):
                values["definition"] = found.definition(self.writing, start)
                body = found.rest
        if adopt.section_from == "folder" and "section" not in values:
            folder, _, inner = self.seat.partition("/")
            if inner and (section := make_id(folder)):
                values["section"] = section
        if "aliases" in values and "term" in values:
            self.node, values["aliases"] = without_own(self.node, values["aliases"], values["term"])
        return body, start

    def _adopt_name(self, values: dict[str, Any], body: str, adopt: Adopt) -> str:
        """Find the term's name where `adopt:` says; the body without what was taken, and without a heading that opens
        it and says the name again.
        """
        if adopt.term_from == "heading" and "term" not in values:
            title, body = heading_title(body)
            if title:
                values["term"] = title
        if adopt.term_from in {"file", "heading"}:
            values.setdefault("term", self.stem)
        if adopt.term_patterns and "term" in values:
            values["term"] = name_in(values["term"], adopt.term_patterns)
        title, rest = heading_title(body)
        repeated = "term" in values and name_key(name_in(title, adopt.term_patterns)) == name_key(values["term"])
        if "term" in values and "abbreviation" not in values:
            values["term"], short_form = expanded(values["term"], self.stem)
            values |= {"abbreviation": (short_form,)} if short_form else {}
        if adopt.names_from_id:
            values["covers"] = (*values.get("covers", ()), self.stem)
        return rest if title and repeated else body

    def _id(self) -> TermId:
        if self.site.adopting:
            return TermId(make_id(self.stem) or "term")
        fault = "it ends in `.md` twice" if self.stem.endswith(".md") else id_fault(self.stem)
        if fault:
            made = make_id(self.stem.removesuffix(".md"))
            help_ = f"rename it to `{made}.md`" if made else "rename it to letters and digits with `-` between them"
            if made and made == unicodedata.normalize("NFC", self.stem):
                help_ += ", which looks the same, but has a letter and its accent as one character"
            self.report.add("invalid-id", 0, 0, f"the file’s name gives no id: {fault}", f"{help_}, or write `id:`")
            return TermId(made or "term")
        return TermId(self.stem)

    def _missing(self, name: str, what: str) -> None:
        if name in self.lost or self.called.get(name, name) in self.lost or self._faulty(name):
            return
        key = next((key for key, _ in self.node.items if key.value == name), None)
        if key is None:
            self.report.add("missing-field", 0, 3, f"`{name}` is missing", f"add `{name}: …`, {what}")
            return
        empty = f"`{self.called.get(name, name)}` is empty"
        self.report.add("missing-field", key.start, key.end, empty, f"write it after the colon: {what}")

    def _faulty(self, name: str) -> bool:
        """Whether the field stands there, but could not be read: then that was reported, and it is not missing."""
        node = part(self.node, name)
        return node is not None and not (isinstance(node, Scalar) and not node.value.strip())

    def _check(self, term: Term) -> None:
        if term.definition is None and not any(
            getattr(term, name) or self._faulty(name) for name in ("senses", "replaced_by")
        ):
            if not self.site.adopting:
                self._missing("definition", "one sentence that says what it is")
            elif not self._faulty("definition"):
                at = self.node.start
                self.report.add(
                    "missing-definition",
                    at,
                    at,
                    "this term has no text that could be its definition",
                    "write a definition, or a first paragraph",
                )
        check_components(term, self.report)
        check_days(term, self.node, self.report)
        self._check_review(term)

    def _check_review(self, term: Term) -> None:
        reviewers = self.site.config.reviewers
        if term.reviewed is None or not reviewers:
            return
        node = part(self.node, "reviewed")
        for who in items(part(node, "by")) if isinstance(node, Mapping) else ():
            if isinstance(who, Scalar) and " ".join(who.value.split()) not in reviewers:
                message = f"`{short(who.value)}` is not among the `reviewers` of glossary.yml"
                meant = nearest(who.value, reviewers)
                help_ = f"did you mean `{meant}`?" if meant else "let one of them sign, or add the name there"
                self.report.add("unknown-reviewer", who.start, who.end, message, help_)
