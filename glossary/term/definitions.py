"""What is wrong with a definition: after ISO 704 it states a concept, in one sentence, by other words than its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from glossary.config.places import Places
from glossary.text.number import other_numbers
from glossary.yaml.nodes import Scalar, part, short

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as Dictionary

    from glossary.text.diagnostic import Report
    from glossary.yaml.nodes import Mapping

_SECOND: Final = re.compile(
    r"(?:(?<![.\w])(?:(?!(?:approx|cf|corp|dept|eq|esp|est|etc|fig|inc|incl|ltd|prof|resp|vol|vs)\.)[^\W\d_A-Z]{3,}"
    r"|(?:it|is|so|to|on|in|up|us|by|of|be|do|as)|[A-Z]{3,}s?)|(?<=[\w.])(?:\]\]|[`)*]))"
    r"[.!?][\"”’)\]*]*\s+(?=[\"“‘(*`\[]*[A-ZÀ-ÖØ-ÞΑ-ΩА-Я])|\u3002(?=\w)"
)
"""The end of a sentence behind which another starts; after a short word a full stop may be an abbreviation's."""

_USAGE: Final = re.compile(
    r"(?:(?:is|are|occurs?|happens?)\s+)?(?:when|where|whenever)\b|(?:refers?|referring)\s+to\b"
    r"|(?:(?:is|are)\s+)?(?:(?:an?|the)\s+)?(?:\w+\s+)?"
    r"(?:term\s+(?:for|used|that|which|to|describing|referring)|(?:word|phrase|expression)\s+(?:for|that\s+refers))\b"
    r"|(?:(?:is|are)\s+)?used\s+to\s+(?:describe|refer|denote)\b|denotes\b|stands\s+for\b",
    re.IGNORECASE,
)
"""How a definition starts that tells of the use of a word."""

_STARTS: Final = frozenset(
    {"is", "are", "occurs", "occur", "happens", "happen", "when", "where", "whenever", "refers", "refer", "referring"}
    | {"a", "an", "the", "term", "word", "phrase", "expression", "used", "denotes", "stands", "common", "general"}
)
"""First words of what `_USAGE` finds: most definitions start with another, and are not searched."""

_SUBJECT: Final = re.compile(
    r"(?:(?:in|for|as|on|at|with|within)\b[^,.]*,\s*)?(?:the\s+(?:term|word|phrase)\s+)?(?:(?:an?|the)\s+)?[*_\"“\[`]*"
    r"|.*(?:\(|\b(?:known\s+as|called|or|short\s+for)\s+(?:(?:an?|the)\s+)?)[*_\"“\[`]*",
    re.IGNORECASE | re.DOTALL,
)
"""What stands before a name that is not used, but said: as the subject of the sentence, or as another name."""


def check_definition(values: Dictionary[str, Any], node: Mapping, language: str, report: Report) -> None:
    """Report a definition of several sentences, one that uses the names of its own term, and, in English, one that
    tells how a word is used. `node` is the front matter, `language` that of the site.
    """
    definition = part(node, "definition")
    if not isinstance(definition, Scalar):
        return
    text = definition.value[: _check_sentence(definition, report)]
    names = [values.get("term", ""), *values.get("abbreviation", ()), *values.get("aliases", ())]
    start = _check_circle(definition, text, names, language, report)
    if language[:2].lower() == "en":
        _check_usage(definition, text, start, report)


def _check_sentence(definition: Scalar, report: Report) -> int:
    """Report a second sentence; how many characters come before it."""
    value = definition.value
    inner = value.rstrip(" .!?\n\u3002")
    # Most definitions have none of these: a search for one sign takes a fortieth of that for the pattern.
    if not any(sign in inner for sign in ".!?\u3002") or not (found := _SECOND.search(value)):
        return len(value)
    start, end = definition.start, definition.end
    if definition.raw:
        start += (end - start - len(value)) // 2 + found.end()
    help_ = "move it into the body, below the second line `---`"
    report.add("several-sentences", start, end, "a definition is one sentence, and here is a second one", help_)
    return found.end()


def _check_circle(definition: Scalar, text: str, names: Iterable[str], language: str, report: Report) -> int:
    """Report the first of the names within the text; the place behind a name with which the text starts."""
    folded = _folded(text)
    subject = 0
    for name in names:
        # Nearly all forms of a name share all but its last two letters, and nearly all definitions end here.
        if (_folded(name)[:-2] or name.lower()) not in folded:
            continue
        for form in (name, *other_numbers(name, language)):
            start = _find(form, text, folded, subject)
            while start >= 0 and _SUBJECT.fullmatch(text, 0, start):
                if not text[subject:start].strip() or not subject:
                    subject = start + len(form)
                start = _find(form, text, folded, start + len(form))
            if start >= 0:
                _tell_circle(definition, text, start, start + len(form), report)
                return subject
    return subject


def _folded(text: str) -> str:
    lower = text.lower()
    return (lower if len(lower) == len(text) else text).replace("-", " ").replace("\n", " ")


def _find(form: str, text: str, folded: str, start: int) -> int:
    """Where the form stands as words of their own, and not within a hyphenated compound; -1 where it does not."""
    wanted = _folded(form)
    exact = any(letter.isupper() for letter in form[1:].replace(" ", ""))
    at = folded.find(wanted, start)
    while at >= 0:
        end = at + len(wanted)
        around = text[at - 1 : at] + text[end : end + 1]
        whole = not any(sign.isalnum() or sign in "-_" for sign in around)
        if whole and not (exact and " " not in form and text[at:end] != form):
            return at
        at = folded.find(wanted, at + 1)
    return -1


def _tell_circle(definition: Scalar, text: str, start: int, end: int, report: Report) -> None:
    place = Places(definition, text, report.text.content).find(start, end)
    said = short(" ".join(text[start:end].split()))
    message = f"the definition explains the term by `{said}`, its own name"
    help_ = "say what it is in other words: a broader term, and what sets this one apart"
    report.add("circular-definition", *place, message, help_)


def _check_usage(definition: Scalar, text: str, start: int, report: Report) -> None:
    """Report what stands where the definition should name the kind of thing; `start` is behind a name at its start."""
    rest = text[start:].lstrip(" ,:")
    first = rest.split(None, 1)[0].lower() if rest.strip() else ""
    if first not in _STARTS or not (found := _USAGE.match(rest)):
        return
    at = len(text) - len(rest)
    place = Places(definition, text, report.text.content).find(at, at + found.end())
    said = short(" ".join(found.group().split()))
    message = f"“{said}” tells how a word is used, not what the thing is"
    report.add("definition-by-usage", *place, message, "start with the kind of thing: “A process in which …”")
