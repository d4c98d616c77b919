"""The text that libyaml gets: one document without what it cannot read, every character in its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from glossary.text.diagnostic import Report

_REFUSED = re.compile("[\x80-\x9f\u2028\u2029]")
"""What libyaml stops at, or counts as a line break where editors see none."""

_ENTRY = re.compile(r"^(?=[^\s#\-\]}])", re.MULTILINE)
_KEY = re.compile(r"""^[ ]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s:#][^:\n]*))[ ]*:""", re.MULTILINE)
_WITHIN = re.compile(r"([\w-]+):(?=\s)|^([\w-]+)", re.MULTILINE)
SEPARATORS: Final = "\x85\u2028\u2029"
_IN_FRONT_OF_KEY = re.compile(f"[{SEPARATORS}](?=[\\w-]+:\\s)")
_LONE = re.compile(r"\r(?!\n)")
_OPEN = re.compile(r"(?:[:|>][+-]?|[|>][1-9+-]{1,3}|[,\[{])\s*\Z")
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*(?P<line>%[^\n]*(?:\n%[^\n]*)*)")
_DOTS = re.compile(r"^\.\.\.(?=\s|\Z)", re.MULTILINE)


def readable(text: str, start: int, report: Report) -> str:
    """The text with LF for a CR alone, or for a separator in front of a key, and spaces for what else libyaml does not
    read: that is reported.
    """
    for match in _REFUSED.finditer(text):
        kind = "line separator" if match.group() in SEPARATORS else "control character"
        message = f"the {kind} U+{ord(match.group()):04X} cannot stand in YAML"
        at, end = start + match.start(), start + match.end()
        report.add("control-character", at, end, message, "replace it by an ordinary line break or space")
    return _LONE.sub("\n", _REFUSED.sub(" ", _IN_FRONT_OF_KEY.sub("\n", text)))


def only_document(text: str, start: int, report: Report) -> str:
    """The text without a directive, up to a line `...`: both are reported, and what cannot be read is blanked."""
    if found := _DIRECTIVE.match(text):
        at, end = found.span("line")
        report.add("yaml-feature", start + at, start + end, "a YAML directive", "delete the line that starts with `%`")
        text = text[:at] + _blank(text[at:end]) + text[end:]
    if found := _DOTS.search(text):
        at = found.start()
        report.add(
            "yaml-feature",
            start + at,
            start + at + 3,
            "a line `...`, which ends the YAML",
            "delete it; `---` closes front matter",
        )
        text = text[:at] + _blank(text[at:])
    return text


class Entries:
    """The top-level entries of a text: where those start that were not left out, and the keys of those that were."""

    def __init__(self, text: str) -> None:
        self.starts = [match.start() for match in _ENTRY.finditer(text)]
        self.lost: frozenset[str] = frozenset()

    def without(self, text: str, at: int) -> str:
        """The text with the entry around `at` blanked; every character keeps its place."""
        below = bisect_right(self.starts, at)
        own = max(below - 1, 0)
        first = self.starts[own] if below else 0
        whole = _KEY.match(text, first) is not None
        while below < len(self.starts) and not (whole or _KEY.match(text, self.starts[below])):
            below += 1
        after = self.starts[below] if below < len(self.starts) else len(text)
        while own and not _KEY.match(text, first) and _OPEN.search(text[self.starts[own - 1] : first]):
            own -= 1
            first = self.starts[own]
        del self.starts[own:below]
        keys = ((key[1] or key[2] or key[3] or "").strip() for key in _KEY.finditer(text, first, after))
        words = (word for found in _WITHIN.findall(text, first, after) for word in found)
        self.lost = self.lost.union(keys, words)
        return text[:first] + _blank(text[first:after]) + text[after:]


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
