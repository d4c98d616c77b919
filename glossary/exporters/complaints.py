"""What Jinja2 complains of, in our words, and the line of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.text.diagnostic import Span
from glossary.text.near import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from glossary.exporters.artifact import Theme

_LINE: Final = re.compile(r"\r\n|\r|\n")
"""What ends a line: for Jinja2, and for whoever shows a diagnostic."""

_NEVER_CLOSED: Final = re.compile(
    r"unknown tag '(?P<tag>\w+)'.*looking for (?P<ends>'.*?)\. .* closed is '(?P<open>\w+)'"
)
_UNKNOWN: Final = re.compile(r"unknown tag '(?P<tag>\w+)'")
_LACKING: Final = re.compile(r"No (?P<kind>filter|test) named '(?P<name>[^']*)'")
_EXPECTED: Final = re.compile(r"expected token '(?P<wanted>[^']+)', got '(?P<got>[^']+)'")
_SUDDEN: Final = re.compile(r"[Uu]nexpected end of template.*closed is '(?P<open>\w+)'")

_TAGS: Final = (
    "block", "call", "elif", "else", "endblock", "endcall", "endfilter", "endfor", "endif", "endmacro", "endraw",
    "endset", "endwith", "extends", "filter", "for", "from", "if", "import", "include", "macro", "raw", "set", "with",
)  # fmt: skip
_SIGNS: Final = {
    "end of print statement": "`}}`",
    "end of statement block": "`%}`",
    "begin of print statement": "`{{`",
    "begin of statement block": "`{%`",
}


def line_of(name: str, line: int, theme: Theme) -> Span:
    """The line of a template of the site's own, without the blanks around it."""
    text = theme.templates[name]
    ends = [0, *(found.end() for found in _LINE.finditer(text)), len(text)]
    shown = text[ends[line - 1] : ends[line]]
    before = text[: ends[line - 1]] + shown[: len(shown) - len(shown.lstrip())]
    start = theme.own[name] + len(before.encode())
    return Span(f"templates/{name}", start, start + len(shown.strip().encode()))


def worded(message: str, filters: Collection[str], tests: Collection[str]) -> str:
    """A complaint of Jinja2 as one clause, with what was probably meant; one that is not known stays as it is."""
    for pattern, say in _WORDS:
        if found := pattern.search(message):
            return say(found, filters if "filter" in message else tests)
    return message


def _never_closed(found: re.Match[str], _: Collection[str]) -> str:
    if not found["tag"].startswith(("end", "el")):
        return _unknown(found, ())
    ends = " or ".join(f"`{end}`" for end in re.findall(r"'(\w+)'", found["ends"]))
    return f"`{found['tag']}` stands where {ends} is due: the `{found['open']}` above is not closed"


def _unknown(found: re.Match[str], _: Collection[str]) -> str:
    return f"there is no tag `{found['tag']}`" + _meant(found["tag"], _TAGS)


def _lacking(found: re.Match[str], known: Collection[str]) -> str:
    return f"there is no {found['kind']} `{found['name']}` here" + _meant(found["name"], known)


def _meant(word: str, known: Collection[str]) -> str:
    meant = nearest(word, sorted(name for name in known if name[:1].isalpha()))
    return f": did you mean `{meant}`?" if meant else ""


def _expected(found: re.Match[str], _: Collection[str]) -> str:
    wanted, got = (_SIGNS.get(found[name], f"`{found[name]}`") for name in ("wanted", "got"))
    return f"here stands {got}, where {wanted} is due"


def _sudden(found: re.Match[str], _: Collection[str]) -> str:
    return f"the template ends, and its `{found['open']}` is not closed"


_WORDS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Collection[str]], str]], ...]] = (
    (_NEVER_CLOSED, _never_closed), (_UNKNOWN, _unknown), (_LACKING, _lacking), (_EXPECTED, _expected),
    (_SUDDEN, _sudden),
)  # fmt: skip
