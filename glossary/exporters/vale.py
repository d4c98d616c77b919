"""A style for Vale (https://vale.sh/docs/styles): one rule for each `avoid` entry, one for the former names of each
term, and one for all misspellings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from glossary.checks.prose import ended, instead
from glossary.graph.wordings import MADE
from glossary.text.pattern import pattern
from glossary.yaml.emit import emit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossary.graph.wordings import Phrase, Wording
    from glossary.yaml.emit import Value

FOLDER: Final = "styles"


def vale(wordings: Sequence[tuple[Wording, str]], title: str, language: str) -> Mapping[str, bytes]:
    """The files of a style that is called like the glossary, by path: its rules. With each wording stands how bad it
    is: `error` or `warning`.
    """
    style = style_of(title)
    files: dict[str, bytes] = {}
    slips = [(wording, level) for wording, level in wordings if wording.rule == "misspelling"]
    together = [
        (
            wording._replace(
                id="spelling", address="", phrases=tuple(each for one, _ in slips for each in one.phrases)
            ),
            level,
        )
        for wording, level in slips[:1]
    ]
    for wording, level in (*(pair for pair in wordings if pair not in slips), *together):
        for rule in _rules(wording, level, language):
            files[_free(f"{FOLDER}/{style}/{_stem(wording)}", files)] = f"# {MADE}\n{emit(rule)}".encode()
    return files


def config(title: str) -> bytes:
    """A `.vale.ini` that uses the style."""
    lines = (
        "# Vale reads this file; write into it what you like: it is not written again.",
        f"StylesPath = {FOLDER}",
        "MinAlertLevel = suggestion",
        "",
        "[*.{md,txt,html,rst,py}]",
        f"BasedOnStyles = {style_of(title)}",
        "",
    )
    return "\n".join(lines).encode()


def style_of(title: str) -> str:
    """The name of the style: the letters and digits of the title, each word with a capital.

    >>> style_of("Words of machine learning"), style_of("用語集")
    ('WordsOfMachineLearning', 'Glossary')
    """
    return "".join(word[0].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", title)) or "Glossary"


_KINDS: Final = {"forbidden-word": "-avoid", "doubtful-word": "-avoid", "misspelling": "", "deprecated-name": "-former"}


def _stem(wording: Wording) -> str:
    """The name of a rule; a full stop would end the name of the style."""
    return f"{wording.id}{_KINDS[wording.rule]}".replace(".", "-")


def _free(stem: str, files: Mapping[str, bytes]) -> str:
    number, path = 1, f"{stem}.yml"
    while path in files:
        number += 1
        path = f"{stem}-{number}.yml"
    return path


def _rules(wording: Wording, level: str, language: str) -> Iterator[Mapping[str, Value]]:
    """A rule for the phrases of each kind: those with something to stand in their place, those without; those of which
    every letter counts, and the others.
    """
    for exact in (False, True):
        phrases = [phrase for phrase in wording.phrases if phrase.exact is exact]
        swaps = [phrase for phrase in phrases if phrase.write]
        others = [phrase for phrase in phrases if not phrase.write]
        if swaps:
            yield _substitution(wording, level, swaps, language)
        if others:
            yield _existence(wording, level, others, language)


def _head(extends: str, message: str, wording: Wording, level: str) -> dict[str, Value]:
    head: dict[str, Value] = {"extends": extends, "message": message}
    if wording.address:
        head["link"] = wording.address
    return head | {"level": level, "scope": "text", "nonword": True}


def _substitution(wording: Wording, level: str, phrases: Sequence[Phrase], language: str) -> Mapping[str, Value]:
    """`%s` are what to write and what was written. A bar in what to write would part two suggestions."""
    message = _message("Write '%s' instead of '%s'.", wording)
    swap = {pattern(phrase.text, language, exact=phrase.exact): _literal(phrase.write) for phrase in phrases}
    rest: dict[str, Value] = {"ignorecase": not phrases[0].exact, "vocab": False}
    if phrases[0].text[:1].islower() and not phrases[0].exact:
        rest["capitalize"] = True
    return _head("substitution", message, wording, level) | rest | {"action": {"name": "replace"}, "swap": swap}


def _existence(wording: Wording, level: str, phrases: Sequence[Phrase], language: str) -> Mapping[str, Value]:
    """`%s` is what was written."""
    if wording.rule == "deprecated-name":
        first = "'%s' is deprecated: say it in other words."
    else:
        advice = _percent(instead(wording, phrases[0]))
        first = f"Avoid '%s': {advice}"
    rest: dict[str, Value] = {"ignorecase": not phrases[0].exact, "vocab": False}
    tokens = [pattern(phrase.text, language, exact=phrase.exact) for phrase in phrases]
    return _head("existence", _message(first, wording), wording, level) | rest | {"tokens": tokens}


def _message(first: str, wording: Wording) -> str:
    when = f"When: {ended(wording.when)}" if wording.when else ""
    return " ".join(filter(None, (first, _percent(when), _percent(ended(wording.why)))))


def _percent(text: str) -> str:
    """Text of a message, in which Vale reads `%` as Go's `Sprintf` does."""
    return text.replace("%", "%%")


def _literal(text: str) -> str:
    """What to write, in which Vale reads a bar as the end of a suggestion."""
    return text.replace("|", r"\|")
