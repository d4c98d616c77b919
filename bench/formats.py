"""A made-up term as text: in Glossary's format, and the same as a page of Hugo.

All YAML is written plain, in block style, as an author would; `corpus.py` makes no text that needs quotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench.names import aliases, name, slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.corpus import Entry, Question, Table

MARK = re.compile(r"@(\d)@")


def config(sections: int) -> str:
    """`glossary.yml`."""
    lines = [
        "title: A made-up glossary",
        "description: Terms that nobody needs, in any number.",
        "url: https://glossary.example/",
        "language: en",
        "sections:",
    ]
    for section in range(sections):
        lines += [
            f"- id: {section_id(section)}",
            f"  title: {section_title(section)}",
            f"  intro: {section_intro(section)}",
        ]
    return "\n".join(lines) + "\n"


def section_id(section: int) -> str:
    """The id of section number `section`."""
    return f"part-{section + 1}"


def section_title(section: int) -> str:
    """The title of section number `section`."""
    return f"Part {section + 1}"


def section_intro(section: int) -> str:
    """What section number `section` says of itself."""
    return f"What part {section + 1} of this book has to say."


def term(entry: Entry) -> str:
    """`terms/<id>.md`."""
    lines = [f"term: {entry.name}", *described(entry), f"section: {section_id(entry.section)}"]
    if entry.order is not None:
        lines.append(f"order: {entry.order}")
    lines += related(entry, slug)
    if entry.table:
        option = slug(entry.table.term)
        options = (option, entry.table.text)
        lines += compared(entry.table, (f"  - {option}", f"  - {entry.table.text}"), lambda best: options[best])
    if entry.quiz:
        lines += asked(entry.quiz)
    return document(lines, entry, link)


def link(place: int, target: int) -> str:
    """Link number `place` of a body to `target`: by name, by alias, with a label, by file; all four forms are met."""
    match place:
        case 0:
            return f"[[{name(target)}]]"
        case 1:
            return f"[[{slug(target)}|{name(target).lower()}]]"
        case 2:
            return f"[[{aliases(target)[0]}]]"
        case _:
            return f"[the {name(target).lower()}]({slug(target)}.md)"


def hugo_section(section: int) -> str:
    """The folder of a section below `content/`. A folder each, so that Hugo sorts and links neighbours natively."""
    return f"terms/{section_id(section)}"


def hugo_section_text(section: int) -> str:
    """`_index.md` of a section."""
    return f"---\ntitle: {section_title(section)}\nweight: {section + 1}\n---\n{section_intro(section)}\n"


def hugo_term(entry: Entry, sections: int) -> str:
    """`content/terms/<section>/<id>.md`: our keys as parameters, links as plain relative ones."""

    def page(target: int) -> str:
        return f"/{hugo_section(target % sections)}/{slug(target)}"

    lines = [f"title: {entry.name}"]
    if entry.order is not None:
        lines.append(f"weight: {entry.order}")
    params = [*described(entry), *related(entry, page)]
    if entry.table:
        options = (f"  - term: {page(entry.table.term)}", f"  - text: {entry.table.text}")
        params += compared(entry.table, options, str)
    if entry.quiz:
        params += asked(entry.quiz)
    return document([*lines, "params:", *(f"  {line}" for line in params)], entry, hugo_link)


def hugo_link(place: int, target: int) -> str:
    """The same link as `link`, resolved by hand: Hugo knows no names."""
    label = {0: name(target), 1: name(target).lower(), 2: aliases(target)[0]}.get(place, f"the {name(target).lower()}")
    return f"[{label}]({slug(target)}.html)"


def described(entry: Entry) -> Iterator[str]:
    """The lines of what a term is called and is."""
    if entry.abbreviation:
        yield f"abbreviation: {entry.abbreviation}"
    yield "aliases:"
    yield from (f"- {alias}" for alias in entry.aliases)
    yield f"definition: {entry.definition}"
    yield f"plain: {entry.plain}"


def related(entry: Entry, page: Callable[[int], str]) -> Iterator[str]:
    """The lines of `see_also` and `prerequisites`; `page` spells a term."""
    yield "see_also:"
    for reason in entry.see_also:
        yield f"- term: {page(reason.target)}"
        yield f"  why: {reason.why}"
    if entry.prerequisites:
        yield "prerequisites:"
        yield from (f"- {page(target)}" for target in entry.prerequisites)


def compared(table: Table, options: tuple[str, str], best: Callable[[int], str]) -> Iterator[str]:
    """The lines of a trade-off table; `options` are lines, `best` spells one of them."""
    yield "tradeoffs:"
    yield f"- title: {table.title}"
    yield f"  question: {table.question}"
    yield "  options:"
    yield from options
    yield "  rows:"
    for row in table.rows:
        yield f"  - dimension: {row.dimension}"
        yield "    values:"
        yield from (f"    - {value}" for value in row.values)
        yield "    best:"
        yield f"    - {best(row.best)}"
    yield f"  takeaway: {table.takeaway}"


def asked(quiz: Question) -> Iterator[str]:
    """The lines of a quiz of one question."""
    yield "quiz:"
    yield f"- question: {quiz.question}"
    yield "  choices:"
    for place, (text, why) in enumerate(quiz.choices):
        yield f"  - text: {text}"
        if place == quiz.answer:
            yield "    correct: true"
        yield f"    why: {why}"


def document(lines: list[str], entry: Entry, spell: Callable[[int, int], str]) -> str:
    """Front matter of `lines` and the body, its links written by `spell(place, target)`."""

    def linked(mark: re.Match[str]) -> str:
        place = int(mark[1])
        return spell(place, entry.links[place])

    return "---\n" + "\n".join(lines) + "\n---\n\n" + MARK.sub(linked, entry.body)
