"""A second term in the body of the first: its front matter is a heading there, and its definition is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.markup.fences import coded
from glossary.text.address import name_id
from glossary.yaml.nodes import short

if TYPE_CHECKING:
    from glossary.text.diagnostic import Report

_LINES: Final = 200
"""Lines of front matter that are looked at for its end."""


def check_second(key: str, body: str, start: int, report: Report) -> None:
    """Report front matter in the body, which starts at the character `start`, that gives a second term its name;
    `key` is what the author calls that field.
    """
    if f"\n{key}:" not in body:
        return
    found = re.search(
        rf"^---[ \t]*\r?\n(?:[\w-]+[ \t]*:[^\n]*\n)?{key}[ \t]*:[ \t]+[\"']?(?P<name>[^\s\"'][^\n\"']{{0,200}})"
        rf"[\"']?[ \t]*\r?\n(?:(?!---)[^\n]*\n){{0,{_LINES}}}?---[ \t]*(?:\r?\n|\Z)",
        body,
        re.MULTILINE,
    )
    above = body[: found.start()] if found else ""
    if found is None or not above.strip() or list(coded((*above.splitlines(), "")))[-1]:
        return
    name = found["name"].strip()
    message = f"a second term, `{short(name)}`, begins here, where it is text: one file is one term"
    help_ = f"put what follows into a file of its own: `{name_id(name) or 'its-name'}.md`"
    at = start + found.start()
    report.add("unread-markup", at, at + len("---"), message, help_)
