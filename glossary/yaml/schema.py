"""The JSON Schema of a struct that is read from YAML: the same walk over its types that the decoder makes.

A schema says what can be written, short forms included. What only a reader knows (dates that exist, names that
resolve) it leaves to the reader. Dialect: JSON Schema 2020-12.
"""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin, get_type_hints

import msgspec

from glossary.yaml.leaves import Count, Day, Digest, Flag
from glossary.yaml.shapes import Decodable

if TYPE_CHECKING:
    from collections.abc import Callable

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

SCALARS: Final[dict[Any, dict[str, Any]]] = {
    Count: {"type": ["integer", "string"], "pattern": "^[+-]?[0-9]{1,9}$"},
    Flag: {"enum": [True, False, "true", "false", "yes", "no", "on", "off"]},
    Day: {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}"},
    Digest: {"type": "string", "pattern": "^1:[0-9a-f]{64}$"},
}
"""Scalars that must look a certain way. All others are texts; a number or a flag that YAML tools make of one is meant
as the text that stands there."""

TEXT: Final[dict[str, Any]] = {"type": ["string", "number", "boolean"]}
EMPTY: Final[dict[str, Any]] = {"type": "null"}


def json_schema(
    kind: type[Decodable], title: str, describe: Callable[[Any], str], *, without: frozenset[str]
) -> dict[str, Any]:
    """The JSON Schema of `kind` as a document. `describe` gives the text for a field's annotation; `without` names
    fields that are no keys.
    """
    walk = _Walk(describe)
    schema = walk.mapping(kind, without)
    return {"$schema": DIALECT, "title": title, **schema, "$defs": dict(sorted(walk.found.items()))}


class _Walk:
    def __init__(self, describe: Callable[[Any], str]) -> None:
        self.describe = describe
        self.found: dict[str, dict[str, Any]] = {}

    def mapping(self, kind: type[Decodable], without: frozenset[str] = frozenset()) -> dict[str, Any]:
        """A struct as an object, without its short forms."""
        hints = get_type_hints(kind, include_extras=True)
        fields = [field for field in msgspec.structs.fields(kind) if field.name not in without]
        schema: dict[str, Any] = {
            "type": "object",
            "description": (kind.__doc__ or "").split("\n\n")[0].replace("\n    ", " "),
            "properties": {
                field.encode_name: self.optional(hints[field.name], required=field.required) for field in fields
            },
            "additionalProperties": False,
        }
        if needed := [field.encode_name for field in fields if field.required]:
            schema["required"] = needed
        return schema

    def optional(self, kind: Any, *, required: bool) -> dict[str, Any]:
        """The value of a field: a key with nothing after it is left out."""
        schema = self.value(kind)
        text = self.describe(kind)
        if not required:
            schema = {"anyOf": [schema, EMPTY]}
        return {"description": text, **schema} if text else schema

    def value(self, kind: Any) -> dict[str, Any]:
        """What may be written for a value of `kind`."""
        origin = get_origin(kind)
        if kind is Any:
            return {}
        if origin is typing.Annotated:
            return self.value(kind.__origin__)
        if origin is Literal:
            return {"enum": list(get_args(kind))}
        if origin in {typing.Union, types.UnionType}:
            return self.value(next(part for part in get_args(kind) if part is not type(None)))
        if origin is tuple:
            return self.list(get_args(kind)[0])
        if origin is not None:
            return {"type": "object", "additionalProperties": self.value(get_args(kind)[1])}
        if isinstance(kind, type) and issubclass(kind, Decodable):
            return self.struct(kind)
        return SCALARS.get(kind, TEXT)

    def list(self, kind: Any) -> dict[str, Any]:
        """A list, a single item, or the mapping that stands for a list of entries."""
        item = self.value(kind)
        forms = [{"type": "array", "items": item}, item]
        if isinstance(kind, type) and issubclass(kind, Decodable) and kind.shape.entries[0]:
            hints = get_type_hints(kind, include_extras=True)
            forms.append({"type": "object", "additionalProperties": self.value(hints[kind.shape.entries[1]])})
        return {"anyOf": forms}

    def struct(self, kind: type[Decodable]) -> dict[str, Any]:
        """A struct with its short forms, by reference."""
        name = kind.__name__
        if name not in self.found:
            self.found[name] = {}
            hints = get_type_hints(kind, include_extras=True)
            forms = [self.mapping(kind)]
            forms += [self.value(hints[field]) for field in (kind.shape.short, kind.shape.items) if field]
            self.found[name] = {"anyOf": forms} if len(forms) > 1 else forms[0]
        return {"$ref": f"#/$defs/{name}"}
