"""One file on its way from nodes to values: where faults go, and what stands for a value that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from glossary.yaml.nodes import KIND, Node, Scalar, short

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Dictionary

    from glossary.text.diagnostic import Report
    from glossary.yaml.shapes import Decodable

    Leaf = Callable[[Scalar, "Reading"], Any]
    """Reads a scalar; reports to the reading and returns `NOTHING` where it cannot."""

    Decoder = Callable[[Node, "Reading"], Any]


class Nothing:
    """There is no value here: the key had none, or it was reported."""


NOTHING: Final = Nothing()

GUESSES: Final = 100
"""After so many unknown keys the file is no term; what each was meant to be is not searched for any more."""

NEAR: Final = 200
"""Characters before a node that are looked at: all of them, for each of many faults, would be quadratic."""


class Reading:
    """One file on its way: where faults go, which top-level field is being read, and what the caller keeps of it.

    `called` tells what the author calls a field of ours, where that differs; `spare` where a key of the author's own
    goes. `meant` gathers the fields that misspelt keys stand for, or whose values were lost in a comment; `strays` are
    keys that stand where they do not belong, or in a part that could not be read: nobody is told that they are missing.
    `kind` is the struct that the whole file is meant for.
    """

    def __init__(
        self, report: Report, extra: Any = None, called: Dictionary[str, str] | None = None, spare: str = ""
    ) -> None:
        self.report = report
        self.extra = extra
        self.called = called or {}
        self.spare = spare
        self.field = ""
        self.inner = ""
        self.meant: set[str] = set()
        self.strays: frozenset[str] = frozenset()
        self.guesses = GUESSES
        self.kind: type[Decodable] | None = None

    @property
    def key(self) -> str:
        """The key whose value is read, as the author wrote it: another glossary may call our fields otherwise."""
        return self.inner or self.called.get(self.field, self.field)

    def fault(self, rule: str, node: Node, message: str, help_: str = "") -> Nothing:
        """Report a fault of `node`; the answer stands for the missing value."""
        self.report.add(rule, node.start, node.end, message, help_)
        return NOTHING

    def wrong(self, node: Node, wanted: str, help_: str = "") -> Nothing:
        """Report a node of the wrong kind."""
        where = f"`{self.key}` wants" if self.key else "the file wants"
        before = self.report.text.content[max(node.start - NEAR, 0) : node.start]
        if self.key and before.rstrip().endswith(("-", "[", ",")):
            where = f"an item of `{self.key}` must be"
        return self.fault("wrong-type", node, f"{where} {wanted}, but here is {KIND[type(node)]}", help_)

    def misread(self, node: Scalar, wanted: str, help_: str) -> Nothing:
        """Report a scalar that is not what its key asks for."""
        return self.fault("wrong-type", node, f"`{self.key}` wants {wanted}, but here is `{short(node.value)}`", help_)

    def within(self, name: str, read: Decoder, node: Node) -> Any:
        """What `read` makes of the value of the key `name`; faults name that key."""
        outer, self.inner = self.inner, name
        value = read(node, self)
        self.inner = outer
        return value
