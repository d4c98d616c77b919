"""Escapes between double quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.text.source import CONTROL

if TYPE_CHECKING:
    from glossary.text.diagnostic import Report

_ESCAPE: Final = re.compile(r"\\(?:x(..)|u(....)|U(.{8})|(.))", re.DOTALL)
_CONTROLS: Final = frozenset("0abevf")
"""Letters that stand for a control character behind a backslash (YAML 1.2.2, § 5.7)."""


def tell_control(text: str, span: tuple[int, int], shift: int, report: Report) -> None:
    """Report the first escape in a span of the text that stands for a control character; there must be one."""
    found = next(filter(_is_control, _ESCAPE.finditer(text, *span)))
    message = f"`{found.group()}` stands for a control character"
    help_ = "take it out; a line break is written \\n, a backslash \\\\"
    report.add("control-character", found.start() + shift, found.end() + shift, message, help_)


def _is_control(found: re.Match[str]) -> bool:
    number = found[1] or found[2] or found[3]
    return bool(CONTROL.match(chr(int(number, 16)))) if number else found[4] in _CONTROLS
