"""What to write instead of a reference that leads nowhere."""

from __future__ import annotations

import re
from posixpath import basename, dirname, relpath
from typing import TYPE_CHECKING, Final

from glossary.config.read import NAME
from glossary.term.schema import TermId
from glossary.text.address import is_web, make_id, name_key
from glossary.text.alike import alien
from glossary.text.near import nearest
from glossary.yaml.nodes import short
from glossary.yaml.quotes import quoted
from glossary.yaml.trouble import code

if TYPE_CHECKING:
    from glossary.config.texts import Ref
    from glossary.graph.resolve import Places

_LINK = re.compile(r"\[[^\[\]]*\]\((?P<path>[^()]*)\)")
_ENDING = re.compile(r"\.(?:md|markdown|html?)$", re.IGNORECASE)
_NO_SLASHES = re.compile(r"(?P<scheme>https?)(?::|:?/{1,2})(?=\w)", re.IGNORECASE)
_HOST = re.compile(r"(?:www\.|(?:[\w-]+\.)+(?:com|org|net|io|dev|edu|gov|info|ai|eu|de|uk)(?:/|$))", re.IGNORECASE)

_MAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,63}")

_REASON = re.compile(r"(?P<name>\S.{0,99}?)(?: ?[—–] ?| - | ?(?P<sign>[:(]) ?|,? (?=because ))(?P<why>\S.*)")

REASONED: Final = frozenset({"see_also", "contrast"})
"""Fields of which an item may say why."""

EXPLAINED: Final = {"vocabulary": ("term", "plain"), "match": ("concept", "definition")}
"""Fields whose items may be words that are no term, and the keys of the words and of what they mean."""

NOTHING: Final = frozenset({"~", "-", "n/a", "nil", "none", "null", "tbd", "todo"})
"""Words that authors write where a list would be empty."""

SHOWN: Final = "png, jpg, gif, webp and avif are shown"


def of_name(ref: Ref, path: str, places: Places) -> str:
    """For a name that no term has, in the file at `path`."""
    if ref.kind != "name" and (help_ := _reasoned(ref, places)):
        return help_
    parts = [part.strip() for part in re.split("[,;]", ref.target) if part.strip()]
    ids = [term for part in parts if (term := places.names.find(part).one())]
    if len(parts) > 1 and ids:
        if ref.kind == "name":
            return "write a link for each: " + ", ".join(f"`[[{short(part)}]]`" for part in parts)
        return f"write a list, with an item for each: `[{', '.join(short(part) for part in parts)}]`"
    if help_ := _addressed(ref, places):
        return help_
    if ref.target.casefold() in NOTHING:
        return "leave the key out where there is nothing"
    meant = places.near.find(name_key(ref.target), _own_names(ref, path, places))
    if meant:
        return f"did you mean `{places.names.table[meant].terms[0]}`?" + alien(ref.target, meant)
    if ref.field in EXPLAINED and ref.kind == "id":
        key, text = EXPLAINED[ref.field]
        return f"say what it is, `{{{key}: {short(ref.target)}, {text}: …}}`, or create the term"
    made = make_id(_ENDING.sub("", ref.target)) or "its-name"
    return f"create the term, or take the link out; `{made}.md` would be its file"


def _addressed(ref: Ref, places: Places) -> str:
    """For an address, a path or a place on a page, where a name is wanted."""
    if (link := _LINK.fullmatch(ref.target)) and (made := make_id(_ENDING.sub("", link["path"]))) in places.cards:
        return f"write the id alone: `{made}`"
    if is_web(ref.target):
        if ref.kind == "name":
            return f"write `[…]({short(ref.target)})`, with the text of the link in the brackets"
        return "an address on the web belongs into `sources` or `resources`"
    if "#" in ref.target and (term := places.names.find(ref.target.partition("#")[0]).one()):
        return f"write the id alone: `{term}`; a place on its page has none"
    made = make_id(_ENDING.sub("", ref.target))
    if made in places.cards and ("/" in ref.target or _ENDING.search(ref.target)):
        return f"write the id alone: `{made}`"
    return ""


def _reasoned(ref: Ref, places: Places) -> str:
    """For a name with the reason behind it, in one text."""
    found = _REASON.fullmatch(ref.target)
    if found is None or not places.names.find(found["name"]).one():
        return ""
    if found["sign"] == "(" and not found["why"].endswith(")"):
        return ""
    name = short(found["name"])
    if ref.field not in REASONED:
        return f"write the name alone: `{name}`"
    why = found["why"].removesuffix(")") if found["sign"] == "(" else found["why"]
    return f"write the reason apart: {code(f'{{term: {name}, why: {quoted(why)}}}')}"


def of_path(ref: Ref, path: str, places: Places) -> str:
    """For a relative address in the file at `path` at which nothing stands."""
    if not ref.target:
        return "write an address between the round brackets, or take the brackets out"
    if found := _NO_SLASHES.match(ref.target):
        return f"did you mean `{found['scheme'].lower()}://{short(ref.target[found.end() :])}`?"
    if _HOST.match(ref.target):
        return f"an address on the web starts with https://: `https://{short(ref.target)}`"
    made = make_id(_ENDING.sub("", ref.target))
    if _MAIL.fullmatch(ref.target):
        return f"write `mailto:{short(ref.target)}` for a letter"
    own = _own(ref, path, places)
    meant = made if made in places.cards else places.near_ids.find(made, frozenset({own} if own else ()))
    if not meant:
        return "write the id of a term, as in `[[id]]`, or take the link out"
    return f"did you mean `{_written(TermId(meant), ref, path, places)}`?" + alien(ref.target, meant)


def _own(ref: Ref, path: str, places: Places) -> TermId | None:
    """The term in the file at `path`: it is not what a reference in it means, but for a place on its own page."""
    return None if ref.fragment else places.names.paths.get(path.rpartition(".")[0])


def _own_names(ref: Ref, path: str, places: Places) -> frozenset[str]:
    own = _own(ref, path, places)
    if own is None:
        return frozenset()
    keys = [claim.key for claim in places.cards[own].claims]
    return frozenset(key for key in keys if places.names.find(key).terms[:1] == (own,))


def _written(term: TermId, ref: Ref, path: str, places: Places) -> str:
    """How the file at `path` links to the file of a term."""
    if ref.kind == "base" or path == NAME:
        return term
    return relpath(places.cards[term].path, dirname(path) or ".")


def of_picture(ref: Ref, where: str, path: str, places: Places) -> str:
    """For a picture in the file at `path` that the site does not have at `where`."""
    if not ref.target:
        return "write the name of a picture between the round brackets"
    meant = places.near_files.find(where)
    if meant and nearest(basename(where), [basename(meant)]):
        inner = meant if path == NAME else meant.removeprefix("static/")
        return f"did you mean `{f'/{inner}' if inner != meant else relpath(meant, dirname(path) or '.')}`?"
    if where.lower().endswith(".svg") and not where.startswith("static/"):
        return "an SVG can hold a script: put it in `static/`, which maintainers watch"
    if where.startswith("static/"):
        return f"put it there; {SHOWN}"
    return f"put it beside the term or page, or in `static/`; {SHOWN}"
