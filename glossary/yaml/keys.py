"""Keys: those that a format does not have, those that a comma made, and files that have none."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from glossary.text.invisible import INVISIBLE, code
from glossary.text.near import nearest
from glossary.yaml.called import called, called_abroad, is_other
from glossary.yaml.colons import NO_COLON, REMARKS, no_colon
from glossary.yaml.nodes import Mapping, Node, Scalar, Sequence, empty, part, short
from glossary.yaml.quotes import cut, quoted
from glossary.yaml.reading import NEAR

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from collections.abc import Mapping as Dictionary

    from glossary.text.diagnostic import Report
    from glossary.yaml.reading import Reading


SHORTEST: Final = 3
"""A shorter word is near to anything."""

DRAFTS: Final = ("draft", "published")
"""What keeps an entry out of a site elsewhere. Below `extra:` it would be published."""

_RUN_TOGETHER = re.compile(r"([\w-]+)\s*(?:(?P<colon>:)|=>?|\s)\s*(?P<value>[^\s:=].*)", re.DOTALL)
_BLANKS = re.compile(r"\s+")
_COMMENTED = re.compile(r"[\"']?\s*:\s+(?P<value>#[^\s#])")


def cut_text(node: Mapping, first: Scalar, reading: Reading) -> None:
    """Report a text in `{…}` that a comma ended before it was meant to end: `{plain: one, two}`."""
    at = next(place for place, (key, _) in enumerate(node.items) if key is first)
    parts = list(takewhile(lambda pair: bare(*pair, reading), node.items[at:]))
    help_ = "quote a text that holds a comma"
    if at and isinstance(before := node.items[at - 1][1], Scalar) and before.value:
        rest = reading.report.text.content[before.end : parts[-1][0].end]
        whole = before.value + _BLANKS.sub(" ", rest)
        help_ += f": `{node.items[at - 1][0].value}: {quoted(whole)}`"
    reading.report.add(
        "unknown-key",
        first.start,
        parts[-1][0].end,
        "a comma ends a text inside `{…}`, and this stands after it",
        help_,
    )


def near(key: str, names: Iterable[str]) -> str:
    """The key that was probably meant: the nearest one, or what people call by that name."""
    known = list(names)
    seen = INVISIBLE.sub("", key)
    guesses = len(seen) >= SHORTEST and not is_other(seen)
    return _called(seen, known) or (nearest(seen, known) if guesses else "") or called_abroad(seen, known)


def _called(seen: str, known: Collection[str]) -> str:
    """The key of that name, or the one that people call so."""
    return seen if seen in known else called(seen, known)


def strayed(key: Scalar, help_: str, reading: Reading) -> bool:
    """Report a key that the format does not have where its struct knows what helps. Whether it does."""
    if help_:
        reading.fault("unknown-key", key, _none(key, reading), help_)
    return bool(help_)


def misplaced(key: Scalar, names: Collection[str], inner: Dictionary[str, frozenset[str]], reading: Reading) -> bool:
    """Report a key that can stand within one of the fields only. Whether it is such a key, and no other name here."""
    homes = [name for name, keys in inner.items() if key.value in keys]
    if len(homes) != 1 or _called(key.value, names) or reading.called:
        return False
    reading.fault("unknown-key", key, _none(key, reading), f"write it within `{homes[0]}`, not beside it")
    return True


def outdented(key: Scalar, before: Scalar, last: Node, names: Collection[str], reading: Reading) -> bool:
    """Report a key that stands below the value of the key `before` and not within it, where its last item may have a
    key of that name, one of `names`, and has none. Whether it does.
    """
    while isinstance(last, Sequence) and last.items:
        last = last.items[-1]
    if not (isinstance(last, Mapping) and last.items) or key.value not in names or part(last, key.value):
        return False
    content = reading.report.text.content
    first = last.items[0][0].start
    lead = content[max(first - NEAR, 0) : first].rpartition("\n")[2]
    if content[last.start] != "{" and lead.strip(" -"):
        return False
    where = "between its braces" if content[last.start] == "{" else f"with {len(lead)} spaces in front of it"
    called = reading.called.get(before.value, before.value)
    help_ = f"it seems to belong to what stands above, in `{called}:`: write it {where}"
    reading.fault("unknown-key", key, _none(key, reading), help_)
    return True


def _none(key: Scalar, reading: Reading) -> str:
    return f"there is no key `{short(key.value)}`" + (f" in `{reading.key}`" if reading.key else "")


def unknown(key: Scalar, names: Iterable[str], reading: Reading, missing: str = "", example: str = "") -> str:
    """Report a key that the format does not have, with the one that was probably meant: that is returned.

    `missing` is the one key that the mapping still lacks, if that is so; `example` how it could be written.
    """
    known = list(names)
    if slip := unspaced(key, known, reading):
        return slip
    reading.guesses -= 1
    meant = (near(key.value, known) or missing) if reading.guesses >= 0 else ""
    reading.fault("unknown-key", key, _none(key, reading), _help(key, known, reading, meant, example))
    return meant


def unspaced(key: Scalar, names: Collection[str], reading: Reading, *, alone: bool = False) -> str:
    """Report a key that is run together with its value: `term:Model` in braces, `plain "A: b"`, or, where it stands
    `alone`, `term Model`. The key that is meant.
    """
    found = _RUN_TOGETHER.match(key.value)
    if found is None or found[1] not in names or not (alone or found["colon"] or found["value"][0] in {'"', "'"}):
        return ""
    line = reading.report.text.content[key.start + found.start("value") :].split("\n", 1)[0].rstrip()
    value = line if found["value"][0] in {'"', "'"} else found["value"].rstrip()
    reading.fault("unknown-key", key, f"no colon and space behind `{found[1]}`", f"write `{found[1]}: {cut(value)}`")
    return found[1]


def _help(key: Scalar, known: list[str], reading: Reading, meant: str, example: str) -> str:
    if key.value.casefold() in DRAFTS and "status" in known:
        if reading.called and key.value.casefold() == "draft":
            return "add `status: draft` to `fields:` of glossary.yml: then `draft: true` keeps an entry out of the site"
        return "write `status: draft` to keep this out of the site; else delete the line"
    if key.value.startswith(REMARKS):
        return "a comment starts with `#`"
    spare = "keys here: " + ", ".join(known) if reading.key else reading.spare or "keys: " + ", ".join(known)
    if found := INVISIBLE.search(key.value):
        sign, seen = code(found), INVISIBLE.sub("", key.value)
        what = (
            f"type an ordinary space for {sign}" if found.group().isspace() else f"delete {sign}, which cannot be seen"
        )
        return what + (f": `{seen}`" if seen in known else "")
    if meant:
        return f"did you mean `{meant}`?" + (f" Else {spare}" if reading.called and not reading.key else "")
    if not reading.key and reading.report.text.content[: key.start].endswith("\n\n"):
        return f"if the body starts here, write a line `---` above it; {spare}"
    return f"{spare}; {example}" if example else spare


def bare(key: Scalar, value: Node, reading: Reading) -> bool:
    """Whether a key stands alone, without a colon: a part of a text that a comma cut, in `{…}`."""
    return empty(value) and not reading.report.text.content[key.end : value.end + 1].lstrip().startswith(":")


def in_comment(key: Scalar, report: Report) -> bool:
    """Report a key whose value starts with `#`, and so is a comment. Whether it does: `# this` is meant as one."""
    line = report.text.content[key.end :].split("\n", 1)[0]
    found = _COMMENTED.match(line)
    if found is None:
        return False
    start, end = key.end + found.start("value"), key.end + len(line.rstrip())
    help_ = f"quote a text that starts with `#`: `{quoted(line[found.start('value') :].rstrip())}`"
    report.add("invalid-value", start, end, f"`#` starts a comment, so `{short(key.value)}` is empty", help_)
    return True


def no_mapping(node: Node, reading: Reading, example: str) -> None:
    """Report a file, or front matter, that is no mapping; `example` is a line that could stand there."""
    line = reading.report.text.content[node.start : node.end].split("\n", 1)[0]
    if not isinstance(node, Scalar):
        help_ = f"write one key a line, such as `{example}`"
        if (
            isinstance(node, Sequence)
            and line.startswith("- ")
            and all(isinstance(item, Mapping) for item in node.items)
        ):
            help_ = f"delete the hyphen in front of each key: `{short(line[2:].strip())}`"
        reading.wrong(node, "`key: value` lines", help_)
        return
    message, help_ = no_colon(line)
    if message == NO_COLON:
        help_ = f"write `key: value` lines, such as `{example}`"
    reading.report.add("yaml-syntax", node.start, node.start + len(line.rstrip()), message, help_)
