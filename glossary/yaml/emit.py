"""YAML that other programs read: mappings and lists in blocks, every text in double quotes, as JSON has them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

Value = str | bool | int | Sequence["Value"] | Mapping[str, "Value"]


def emit(value: Mapping[str, Value]) -> str:
    """The mapping as a document, its keys in their order."""
    return "".join(f"{line}\n" for line in _lines(value))


def _lines(value: Value) -> list[str]:
    """The lines of a value that is a mapping or a list, and not empty."""
    found: list[str] = []
    if isinstance(value, Mapping):
        for key, inner in value.items():
            name = key if _BARE.fullmatch(key) else _scalar(key)
            if _is_block(inner):
                found += [f"{name}:", *(f"  {line}" for line in _lines(inner))]
            else:
                found.append(f"{name}: {_scalar(inner)}")
    elif isinstance(value, Sequence):
        for inner in value:
            first, *rest = _lines(inner) if _is_block(inner) else [_scalar(inner)]
            found += [f"- {first}", *(f"  {line}" for line in rest)]
    return found


_BARE: Final = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)\Z)[A-Za-z]\w*")


def _is_block(value: Value) -> bool:
    return bool(value) and not isinstance(value, str | bool | int)


def _scalar(value: Value) -> str:
    if isinstance(value, str):
        return _ODD.sub(lambda found: rf"\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
    return json.dumps(value)


_ODD: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
"""What YAML takes for the end of a line, or no text may hold."""
