"""What `glossary init --from` tells: what was recognised in a folder, and what was not."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Final

from glossary.build.output import MARKER
from glossary.cli.render import one_line
from glossary.cli.work import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.build.adoption import Adopted
    from glossary.edits.adoption import Adoption

MEANINGS: Final = {"term": "the name", "id": "the address"}

MARKS: Final = {
    "formula": "formulas, shown as they are written; with `math: true` in glossary.yml they are drawn",
    "shortcode": "shortcodes `{{< … >}}`, shown as text",
    "Liquid": "Liquid tags `{% … %}` or `{{ … }}`, shown as text",
    "box": "boxes `:::name`, shown as text; those that are closed and called `note`, `tip` or the like are read",
    "tab": 'tabs `=== "Title"`, shown as text; a heading is read',
    "attributes": "attributes `{ width=300 }`, shown as text",
    "embed": "notes within notes `![[Name]]`, shown as text; `[[Name]]` is a link",
    "JSX": "lines `import` or `export`, shown as text",
}
"""What other programs read in a text."""

MOST: Final = 12
"""Rows of a kind that are shown one by one."""


def report(found: Adopted, folder: str) -> str:
    """The text; `folder` is what the glossary's folder is called here."""
    adoption = found.adoption
    lines = [*_files(found), "", "recognised", *_table(_recognised(adoption))]
    if missed := [*_unused(adoption), *_missed(found)]:
        lines += ["", "not recognised, or not used", *_table(missed)]
    path = one_line(os.path.join(folder, "glossary.yml") if folder != "." else "glossary.yml")
    lines += ["", f"written: {path}; no other file was changed", *_checked(found, folder)]
    return "\n".join(lines)


def _files(found: Adopted) -> Iterator[str]:
    adoption = found.adoption
    fronts = Counter(sheet.front for sheet in adoption.sheets)
    origin = adoption.origin
    by = (
        f"made for {origin.tool} ({one_line(origin.sign)})" if origin.tool else "made for no program that is known here"
    )
    yield f"{one_line(adoption.terms)}: {counted(len(adoption.sheets), 'file')}, {by}"
    shown = {"yaml": "with front matter", "none": "without", "toml": "with TOML", "broken": "that cannot be read"}
    parts = [f"{fronts[front]:,} {words}" for front, words in shown.items()]
    yield ", ".join(part for part in parts if not part.startswith("0 "))


def _table(rows: Iterable[tuple[str, str, str]]) -> list[str]:
    rows = [(one_line(name), one_line(count), one_line(text)) for name, count, text in rows]
    wide, right = (max((len(row[at]) for row in rows), default=0) for at in (0, 1))
    return [f"  {name:<{min(wide, 46)}}  {count:>{right}}  {text}".rstrip() for name, count, text in rows] or [
        "  nothing"
    ]


def _recognised(adoption: Adoption) -> Iterator[tuple[str, str, str]]:
    for choice in adoption.choices:
        meaning = f" ({MEANINGS[choice.field]})" if choice.field in MEANINGS else ""
        yield choice.key, _count(choice.files), f"→ {choice.field}{meaning}"
    named = {"heading": "the first heading, else the name of the file", "file": "the name of the file"}
    if adoption.term_from in named:
        yield named[adoption.term_from], "", "→ term, where no key has it"
    if adoption.patterns:
        yield "titles that ask", "", f"→ term: {', '.join(adoption.patterns)}"
    if adoption.definition_from != "key":
        count = sum(sheet.paragraph for sheet in adoption.sheets)
        yield "the first paragraph", _count(count), "→ definition, where no key has it"
    yield from _folders(adoption)
    if adoption.language not in {"", "en"}:
        yield "the words of the texts", "", f"→ language: {adoption.language}"
    if adoption.base:
        yield f"links to {adoption.base}…", f"{adoption.based:,}", "→ terms"
    yield from ((page, _count(1), "→ a page that is no term") for page in adoption.pages)
    yield from ((f"{folder}/", "", "→ pictures that the terms show") for folder in adoption.pictures)


def _folders(adoption: Adoption) -> Iterator[tuple[str, str, str]]:
    if count := sum(sheet.bundled for sheet in adoption.sheets):
        yield "page bundles, <term>/index.md", _count(count), "→ the term that its folder is called like"
    if adoption.openings:
        yield "<folder>/index.md beside terms", _count(adoption.openings), "→ the introduction of a section"
    if adoption.section_from == "folder":
        count = len({sheet.seat.split("/")[0] for sheet in adoption.sheets if "/" in sheet.seat})
        yield "folders", f"{count:,}", "→ section"


def _unused(adoption: Adoption) -> Iterator[tuple[str, str, str]]:
    for unused in adoption.unused[:MOST]:
        yield unused.key, _count(unused.files), unused.why

    if len(adoption.unused) > MOST:
        yield f"{len(adoption.unused) - MOST:,} more keys", "", "see `ignore:` in glossary.yml"


def _count(files: int) -> str:
    """So many files, in a column that ends alike."""
    return counted(files, "file") + " " * (files == 1)


def _missed(found: Adopted) -> Iterator[tuple[str, str, str]]:
    adoption = found.adoption
    yield from _unread(adoption)
    for glob in adoption.aside:
        yield glob, "", "left out, as no term"
    if found.others:
        yield (
            "other formats",
            _count(found.others),
            "`.mdx`, `.rst`, `.adoc` are not read; the ending is `.md`",
        )
    for folder, count in found.beyond:
        yield f"{folder}/", _count(count), f"outside of {adoption.terms}; `--from` names another folder"
    marks = Counter(mark for sheet in adoption.sheets for mark in sheet.marks)
    for mark, text in MARKS.items():
        if marks[mark]:
            yield text.partition(",")[0], _count(marks[mark]), text.partition(", ")[2]
    for rule, count in adoption.spared:
        yield rule, f"{count:,}", "a warning in this folder, so that it builds: `rules:` in glossary.yml"


def _unread(adoption: Adoption) -> Iterator[tuple[str, str, str]]:
    toml = sum(sheet.front == "toml" for sheet in adoption.sheets)
    if toml:
        how = "`hugo convert toYAML` writes YAML" if adoption.origin.tool == "Hugo" else "write it as YAML"
        yield "front matter in TOML", _count(toml), f"it is not read: {how}"
    for passed in adoption.unread[:MOST]:
        yield passed.name, _count(1), f"left out: {passed.why}"
    if len(adoption.unread) > MOST:
        yield "…", _count(len(adoption.unread) - MOST), "left out, too: see `ignore:` in glossary.yml"


def _checked(found: Adopted, folder: str) -> Iterator[str]:
    from glossary.cli.init import command

    faults = found.result.diagnostics
    errors = sum(fault.severity == "error" for fault in faults)
    terms = counted(len(found.result.glossary.terms), "term")
    yield f"{terms}, {counted(errors, 'error')}, {counted(len(faults) - errors, 'warning')}"
    out = os.path.join(found.root, "site")
    ours = not os.path.lexists(out) or os.path.exists(os.path.join(out, MARKER))
    taken = found.adoption.origin.tool == "MkDocs" or not ours
    more = ("--out", os.path.join(folder, "glossary-site")) if taken else ()
    yield ""
    yield "next:"
    if errors or len(faults):
        yield f"  {command('check', folder)}"
    if not errors:
        yield f"  {command('build', folder, *more)}"
