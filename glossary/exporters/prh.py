"""Dictionaries for prh (https://github.com/prh/prh), which textlint reads by `textlint-rule-prh`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from glossary.checks.prose import ended, instead
from glossary.graph.wordings import MADE
from glossary.text.pattern import pattern
from glossary.yaml.emit import emit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossary.graph.wordings import Phrase, Wording
    from glossary.yaml.emit import Value

SAFE: Final = "prh.yml"
REVIEW: Final = "prh-review.yml"
ALL: Final = "textlint-review.json"


def prh(wordings: Sequence[Wording], language: str) -> Mapping[str, bytes]:
    """Two dictionaries by path: words that can be replaced as they stand, and those where the sentence must be put
    differently. prh has no rule without a replacement, so a phrase for which the glossary names none is left out.
    """
    safe = [rule for wording in wordings for rule in _swaps(wording, language)]
    review = [rule for wording in wordings for rule in _reviews(wording, language)]
    return {
        SAFE: _file(safe, "Words that can be replaced as they stand: `textlint --fix` may."),
        REVIEW: _file(
            review,
            f"Sentences to be put differently: `textlint --config {ALL}` tells of them; never use this with `--fix`.",
        ),
    }


def configs() -> Mapping[str, bytes]:
    """Configurations of textlint by path: the one that it finds by itself has only what `--fix` may use."""
    return {".textlintrc.json": _config([SAFE]), ALL: _config([SAFE, REVIEW])}


def _config(paths: Sequence[str]) -> bytes:
    rules = {"prh": {"rulePaths": paths, "checkEmphasis": True}}
    return msgspec.json.format(msgspec.json.encode({"rules": rules}), indent=2) + b"\n"


def _file(rules: Sequence[Mapping[str, Value]], what: str) -> bytes:
    body: dict[str, Value] = {"version": 1, "rules": rules}
    return f"# {MADE}\n# {what}\n{emit(body)}".encode()


def _swaps(wording: Wording, language: str) -> Iterator[Mapping[str, Value]]:
    """A rule for each phrase that has something to stand in its place; for one that may start a sentence, two."""
    for phrase in wording.phrases:
        if not phrase.write:
            continue
        yield _rule(_shape(phrase, language), phrase.write, wording)
        if phrase.text[:1].islower() and not phrase.exact:
            start = pattern(_capital(phrase.text), language)
            yield _rule(f"/{start}/", _capital(phrase.write), wording)


def _reviews(wording: Wording, language: str) -> Iterator[Mapping[str, Value]]:
    """A rule for all phrases of an entry together."""
    phrases = [phrase for phrase in wording.phrases if not phrase.write]
    if wording.write and phrases:
        shapes: list[Value] = [_shape(phrase, language) for phrase in phrases]
        told = " ".join(filter(None, (instead(wording, phrases[0]), _reason(wording))))
        yield {"expected": wording.write, "patterns": shapes, "prh": told}


def _rule(shape: str, write: str, wording: Wording) -> Mapping[str, Value]:
    rule: dict[str, Value] = {"expected": write, "pattern": shape}
    told = _reason(wording)
    return rule | {"prh": told} if told else rule


def _shape(phrase: Phrase, language: str) -> str:
    """A pattern with the flag `i` or none: prh adds `g`, `m` and `u` by itself, and does not read `u`."""
    letters = phrase.exact or (phrase.write and phrase.text[:1].islower())
    return f"/{pattern(phrase.text, language, exact=phrase.exact)}/{'' if letters else 'i'}"


def _reason(wording: Wording) -> str:
    when = f"When: {ended(wording.when)}" if wording.when else ""
    return " ".join(filter(None, (when, ended(wording.why), wording.address)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
