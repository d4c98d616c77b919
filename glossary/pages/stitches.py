"""Where links and names begin and end in a text that is partly HTML already."""

from __future__ import annotations

import re
from typing import Final

_OPENING: Final = re.compile(r"(?:<[a-z][^<>]*>)$")
_MARKED: Final = re.compile(
    r"(?P<article>(?:an?|the)\s|)(?P<opening>(?:<(?:strong|em|a)\b[^<>]*>)+)(?P<name>[^<>]+)(?P<closing>(?:</[a-z]+>)+)(?!\w)",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(r"</[^<>]*>")


def opened(found: list[str], tag: str, outward: int) -> None:
    """Append the opening `tag` before the last `outward` tags of the HTML so far."""
    last = found.pop() or found.pop()
    at = len(last)
    for _ in range(outward):
        match = _OPENING.search(last, 0, at)
        at = match.start() if match else at
    found += [last[:at], tag, last[at:]]


def closed(html: str, outward: int) -> str:
    """The HTML with the end of a link behind its first `outward` tags."""
    at = 0
    for _ in range(outward):
        match = _CLOSING.match(html, at)
        at = match.end() if match else at
    return f"{html[:at]}</a>{html[at:]}"


def opening_name(text: str, name: str) -> tuple[int, int] | None:
    """Where `name` stands at the start of `text`, with or without an English article before it."""
    folded = text[: len(name) + 4].casefold()
    for article in ("", "a ", "an ", "the "):
        start = len(article)
        end = start + len(name)
        if (
            folded.startswith(article)
            and folded[start:end] == name.casefold()
            and not _inside_word(text[end : end + 1])
        ):
            return start, end
    return None


def marked_name(html: str, name: str) -> tuple[str, str, str]:
    """What stands before `name`, with the tags right around it, at the start of some HTML, with or without an English
    article; the name with them; the rest. All is the rest where the name does not stand there, or in no tag.

    >>> marked_name("A <em>model</em> is one.", "Model"), marked_name("A model is one.", "Model")
    (('A ', '<em>model</em>', ' is one.'), ('', '', 'A model is one.'))
    """
    found = _MARKED.match(html)
    if (
        found is None
        or found["name"].casefold() != name.casefold()
        or found["opening"].count("<") != found["closing"].count("<")
    ):
        return "", "", html
    return found["article"], html[found.end("article") : found.end()], html[found.end() :]


def _inside_word(character: str) -> bool:
    return character.isalnum() or character == "-"
