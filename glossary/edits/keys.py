"""Which of somebody's keys means which of our fields: told by what it is called, and by what stands behind it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.edits.frames import is_said_of_all
from glossary.edits.origin import OWN_KEYS
from glossary.term.adopt import LISTS, PATHS
from glossary.term.read import FIELDS
from glossary.text.address import id_fault, is_web, make_id, name_key, served
from glossary.yaml.called import FIELDS_CALLED, plain_key
from glossary.yaml.leaves import FLAGS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from glossary.edits.survey import Use


class Choice(NamedTuple):
    """A key that means a field. `inner` are its inner keys by what ours are called. `mapped` tells that it must be said
    in glossary.yml, because it is called or written otherwise.
    """

    field: str
    key: str
    files: int
    inner: tuple[tuple[str, str], ...] = ()
    mapped: bool = True


class Unused(NamedTuple):
    """A key that means no field, and why."""

    key: str
    files: int
    why: str


class Names(NamedTuple):
    """What a value may name: the keys of all names and stems of a folder's terms, and the number of terms."""

    keys: Collection[str]
    terms: int


class Row(NamedTuple):
    """A field, how others call it (small letters and digits alone, in English first), and why values do not fit; empty
    where they do.
    """

    field: str
    called: tuple[str, ...]
    fits: Callable[[Use, Names], str]


def choose(used: Mapping[str, Use], names: Names, tool: str) -> tuple[list[Choice], list[Unused]]:
    """What each key means, and which mean nothing here, in a folder that was made for `tool`."""
    found, whys = _fitting(used, names)
    unused = []
    for folded, use in used.items():
        if folded in found:
            continue
        if use.key in FIELDS and not any(plain_key(folded) in row.called for row in ROWS):
            found[folded] = Choice(use.key, use.key, use.files, mapped=False)
        elif folded in OWN_KEYS.get(tool, ()):
            unused.append(Unused(use.key, use.files, f"only {tool} reads it"))
        else:
            unused.append(Unused(use.key, use.files, whys.get(folded, "no field of a term is called like it")))
    order = {row.field: at for at, row in enumerate(ROWS)}
    return sorted(found.values(), key=lambda choice: order.get(choice.field, len(order))), unused


def _fitting(used: Mapping[str, Use], names: Names) -> tuple[dict[str, Choice], dict[str, str]]:
    """The keys that fit a row; and of others that are called so, why they do not."""
    found: dict[str, Choice] = {}
    whys: dict[str, str] = {}
    for row in ROWS:
        for folded, use in _called(row, used):
            if folded in found:
                continue
            if row.field not in SEVERAL and any(choice.field == row.field for choice in found.values()):
                whys.setdefault(folded, f"`{row.field}` is read from another key")
            elif why := _misfit(row, use, names):
                whys.setdefault(folded, why)
            else:
                found[folded] = _choice(row.field, use)
    return found, whys


def _misfit(row: Row, use: Use, names: Names) -> str:
    """Why the values of a key are not those of a field; empty where they are, be it in our own longer form."""
    if not use.values:
        return "it is empty"
    inner = [key for value in use.values for key in value.inner]
    if use.key == row.field and inner and FIELDS[row.field].issuperset(inner):
        return ""
    return row.fits(use, names)


def _called(row: Row, used: Mapping[str, Use]) -> list[tuple[str, Use]]:
    """The keys that are called like the field, those first that are named first."""
    fitting = [(row.called.index(plain_key(folded)), folded) for folded in used if plain_key(folded) in row.called]
    return [(folded, used[folded]) for _, folded in sorted(fitting)]


def is_name(key: str) -> bool:
    """Whether a key is called as one whose values name the term of their file."""
    return any(plain_key(key) in row.called for row in ROWS if row.field in {"term", "id", "aliases"})


def _choice(field: str, use: Use) -> Choice:
    inner = _inner(use, FIELDS[field]) if any(value.kind == "mappings" for value in use.values) else ()
    renamed = tuple(pair for pair in inner if pair[0] != pair[1])
    mapped = use.spellings != {field} or bool(renamed) or any(_is_odd(field, text) for text in use.texts())
    return Choice(field, use.key, use.files, renamed, mapped)


def _is_odd(field: str, text: str) -> bool:
    """Whether only a key that is mapped may have such a value."""
    if field in {"id", "redirects"}:
        return bool(id_fault(text))
    return (field in LISTS and ", " in text) or (field in PATHS and "/" in text) or text.lower() in FLAGS


# Values

FLAGGED: Final = "its values are `true` or `false`"


def _texts(use: Use, _: Names) -> str:
    return "" if all(value.kind == "text" for value in use.values) else "its values are more than a text each"


def _definitions(use: Use, names: Names) -> str:
    return _texts(use, names) or ("its values say the same of most terms" if is_said_of_all([*use.texts()]) else "")


def _names(use: Use, _: Names) -> str:
    if all(value.kind == "text" and value.texts[0].lower() in FLAGS for value in use.values):
        return FLAGGED
    return "" if all(value.kind in {"text", "list"} for value in use.values) else "its values are mappings"


def _ids(use: Use, names: Names) -> str:
    ids = [make_id(text) for text in use.texts()]
    if why := _texts(use, names):
        return why
    if not all(ids) or any(made.endswith((".html", ".md")) for made in ids):
        return "its values give no ids"
    return "" if len(set(ids)) == len(ids) else "its values are the same in several files"


def _paths(use: Use, names: Names) -> str:
    texts = list(use.texts())
    rooted = sum(text.startswith("/") for text in texts)
    return _names(use, names) or ("" if rooted * 2 > len(texts) else "its values are no paths")


def _no_paths(use: Use, names: Names) -> str:
    return _names(use, names) or ("" if _paths(use, names) else "its values are paths")


def _terms(use: Use, names: Names) -> str:
    texts = list(use.texts())
    known = sum(name_key(_last(text)) in names.keys for text in texts)
    return _names(use, names) or ("" if known * 2 >= len(texts) else "most of its values name no term here")


def _one_term(use: Use, names: Names) -> str:
    return _texts(use, names) or _terms(use, names)


def _last(text: str) -> str:
    """The name in a reference: without brackets, folders and endings."""
    address = text.removeprefix("[[").removesuffix("]]").partition("|")[0].partition("#")[0].strip()
    return served(address).rsplit("/", 1)[-1]


def _sections(use: Use, names: Names) -> str:
    if why := _texts(use, names):
        return why
    texts = list(use.texts())
    if odd := next((text for text in texts if id_fault(text)), ""):
        return f"`{odd[:40]}` is no id of a section: those have small letters, digits and hyphens"
    return "" if len(set(texts)) * 2 <= max(names.terms, 4) else "nearly every file has a value of its own"


def _days(use: Use, names: Names) -> str:
    if all(text.lower() in FLAGS for text in use.texts()):
        return FLAGGED
    return _texts(use, names) or ("" if all(map(_is_day, use.texts())) else "not all of its values are dates")


def _is_day(text: str) -> bool:
    match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?", text, re.ASCII)
    try:
        return match is not None and bool(date.fromisoformat(match[1]))
    except ValueError:
        return False


def _levels(use: Use, names: Names) -> str:
    known = {"beginner", "intermediate", "advanced"}
    return _texts(use, names) or ("" if known.issuperset(use.texts()) else "its values are no levels of ours")


def _statuses(use: Use, names: Names) -> str:
    known = {"draft", "review", "published", "deprecated", *FLAGS}
    return _texts(use, names) or ("" if known.issuperset(use.texts()) else "its values are no states of ours")


def _numbers(use: Use, names: Names) -> str:
    whole = all(re.fullmatch(r"\d{1,9}", text, re.ASCII) for text in use.texts())
    return _texts(use, names) or ("" if whole else "not all of its values are whole numbers")


_TITLES: Final = ("title", "linktitle", "name", "label", "text")
_URLS: Final = ("url", "linkurl", "link", "href", "uri")
_WORKS: Final = {"title": _TITLES, "url": _URLS, "authors": ("authors", "author"), "year": ("year",), "note": ("note",)}


def _works(use: Use, _: Names) -> str:
    if any(value.kind not in {"text", "list", "mappings"} for value in use.values):
        return "its values are nested too deep"
    if any(not is_web(text) for text in use.texts()):
        return "not all of its values are addresses on the web"
    known = {theirs for _, theirs in _inner(use, FIELDS["sources"])}
    strange = [key for value in use.values for key in value.inner if key not in known]
    return f"its inner key `{strange[0][:40]}` means nothing here" if strange else ""


def _inner(use: Use, ours: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Our inner keys and theirs."""
    theirs = dict.fromkeys(key for value in use.values for key in value.inner)
    found: dict[str, str] = {}
    for field, called in _WORKS.items():
        for key in theirs:
            if field in ours and plain_key(key) in called:
                found.setdefault(field, key)
    return tuple(found.items())


SEVERAL: Final = frozenset({"definition", "aliases"})
"""Fields for which several keys may stand: the first that holds something counts."""

ROWS: Final = tuple(
    Row(field, FIELDS_CALLED[field], fits)
    for field, fits in (
        ("term", _texts),
        ("id", _ids),
        ("abbreviation", _names),
        ("redirects", _paths),
        ("aliases", _no_paths),
        ("definition", _definitions),
        ("replaced_by", _one_term),
        ("see_also", _terms),
        ("prerequisites", _terms),
        ("broader", _terms),
        ("contrast", _terms),
        ("section", _sections),
        ("tags", _names),
        ("added", _days),
        ("updated", _days),
        ("level", _levels),
        ("status", _statuses),
        ("order", _numbers),
        ("pronunciation", _texts),
        ("plain", _texts),
        ("subtitle", _texts),
        ("forms", _names),
        ("hidden", _names),
        ("sources", _works),
        ("resources", _works),
    )
)
"""The fields that are looked for, in this order, each with what others call it, the likeliest first."""
