"""YAML that other programs read."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from yaml import SafeDumper, dump

Value = str | bool | int | Sequence["Value"] | Mapping[str, "Value"]


class _Dumper(SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's interface
        """What stands twice is written twice."""
        return True


def emit(value: Mapping[str, Value]) -> str:
    """The mapping as a document, its keys in their order, each text on one line."""
    return dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=math.inf)
