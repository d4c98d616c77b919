"""Which block rules are worth trying at a line: its first character tells, and most lines start with a letter.

markdown-it tries every rule at every line, and at every line within a paragraph once more those that could end it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from glossary.markup.markdown import StateBlock

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

STARTS = (
    ("box", ":{!?"),
    ("fence", "`~"),
    ("formula", "$"),
    ("blockquote", ">"),
    ("hr", "*-_"),
    ("list", "*-+0123456789"),
    ("note", "["),
    ("reference", "["),
    ("comment", "<"),
    ("heading", "#"),
)
"""The rules that start with one of a few characters."""


def chosen(rules: Iterable[tuple[str, BlockRule]]) -> BlockRule:
    """One rule in place of `rules`, which are names and functions in order.

    It tries those that the line's first character allows, and all of them at a line that is indented like code.
    """
    every = tuple(rules)
    starts = dict(STARTS)
    other = tuple(rule for name, rule in every if name not in starts and name != "code")
    by_char = {
        char: tuple(rule for name, rule in every if char in starts.get(name, char) and name != "code")
        for char in sorted(set("".join(starts.values())))
    }
    return _choice(by_char, other, tuple(rule for _, rule in every))


def _choice(
    by_char: Mapping[str, tuple[BlockRule, ...]], other: tuple[BlockRule, ...], every: tuple[BlockRule, ...]
) -> BlockRule:
    def run(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        if state.sCount[line] - state.blkIndent >= 4:
            tried = every
        else:
            start = state.bMarks[line] + state.tShift[line]
            tried = by_char.get(state.src[start : start + 1], other)
        for rule in tried:  # noqa: SIM110 - a generator costs more than the loop
            if rule(state, line, end, silent):
                return True
        return False

    return run


def if_ruled(rule: BlockRule) -> BlockRule:
    """The rule of tables, tried only where the next line may be the one below a table's head."""

    def run(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as above
        return line + 1 < end and _first(state, line + 1) in _RULING and rule(state, line, end, silent)

    return run


def if_defined(rule: BlockRule) -> BlockRule:
    """The rule of definition lists, tried only where the next line, or the one after an empty one, is a definition."""

    def run(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as above
        if silent:
            return _first(state, line) in _DEFINING and rule(state, line, end, silent)
        below = line + 1
        if below < end and not _first(state, below):
            below += 1
        return below < end and _first(state, below) in _DEFINING and rule(state, line, end, silent)

    return run


def _is_underline(state: StateBlock, line: int, char: str) -> bool:
    return not state.src[state.bMarks[line] : state.eMarks[line]].strip(char + " \t>")


_RULING = frozenset("|-:")
_DEFINING = frozenset(":~")
_UNDERLINING = frozenset("-=")
_LOOKED_AT = 20
"""Lines. The rule stops where a paragraph ends, this look does not: over 50,000 list items it would be quadratic."""


def _first(state: StateBlock, line: int) -> str:
    """The first character of a line that is no space; empty for an empty line."""
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start] if start < state.eMarks[line] else ""


def if_underlined(rule: BlockRule) -> BlockRule:
    """`rule`, tried only where a line of the paragraph below starts like the underline of a heading."""

    def run(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as above
        for below in range(line + 1, min(end, line + _LOOKED_AT)):
            first = _first(state, below)
            if not first:
                return False
            if first in _UNDERLINING and _is_underline(state, below, first):
                break
        return rule(state, line, end, silent)

    return run
