"""References become targets."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from typing import TYPE_CHECKING, Final

import msgspec

from glossary.graph.glossary import NOWHERE, Target
from glossary.graph.pictures import picture_path, rooted_at
from glossary.graph.remedies import of_name, of_path, of_picture
from glossary.markup.slugs import fragments
from glossary.term.schema import TermId
from glossary.text.address import bare, make_id, name_key, seen_from, served, served_at
from glossary.text.diagnostic import Diagnostic, Related, Span
from glossary.text.near import Near, nearest
from glossary.yaml.nodes import short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from glossary.config.texts import Ref
    from glossary.graph.glossary import Glossary
    from glossary.graph.names import Found, Names
    from glossary.term.card import Card
    from glossary.term.leaflet import Leaflet


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """All that a reference can lead to. Paths are relative to the site's folder, without `.md`."""

    names: Names
    cards: Mapping[TermId, Card]
    leaflets: Mapping[str, Target]
    """Pages and section introductions by path."""
    redirected: Mapping[str, TermId]
    drafts: frozenset[str]
    """Keys of names that only drafts have."""
    draft_paths: frozenset[str]
    unread: frozenset[str]
    """Stems of files that give no term, for a reason that is told; links to them are not told again."""
    files: frozenset[str]
    """Pictures and static files, which the site takes over."""
    near: Near
    near_ids: Near
    near_files: Near


def leaflet_target(leaf: Leaflet) -> Target:
    """Where links to a page, or to the introduction of a section, lead."""
    return Target("section", leaf.section) if leaf.section else Target("page", leaf.id)


def places_of(glossary: Glossary) -> Places:
    """All terms and pages that a reference in a glossary can lead to. Of what leads nowhere it is not known why, and no
    file is known.
    """
    none: frozenset[str] = frozenset()
    return Places(
        names=glossary.names,
        cards=glossary.terms,
        leaflets={bare(leaf.path): leaflet_target(leaf) for leaf in glossary.pages},
        redirected=glossary.redirected,
        drafts=none,
        draft_paths=none,
        unread=none,
        files=none,
        near=_NOBODY,
        near_ids=_NOBODY,
        near_files=_NOBODY,
    )


_NOBODY: Final = Near(())


def resolve(ref: Ref, path: str, places: Places) -> tuple[Target, tuple[Diagnostic, ...]]:
    """Where `ref` of the file at `path` leads, and what is wrong with it."""
    if ref.kind == "phrase":
        term = places.names.find(ref.target).one()
        return (NOWHERE if term is None else Target("term", term)), ()
    if ref.kind in {"name", "id"}:
        return _by_name(ref, path, places)
    if ref.kind in {"image", "embed"}:
        return _picture(ref, path, places)
    if ref.kind == "root":
        return _by_root(ref, path, places)
    return _by_path(ref, path, places)


def _is_unread(target: str, places: Places) -> bool:
    return bool(places.unread) and make_id(target.removesuffix(".md")) in places.unread


def _by_name(ref: Ref, path: str, places: Places) -> tuple[Target, tuple[Diagnostic, ...]]:
    found = places.names.find(ref.target)
    if (term := found.one()) is not None:
        return _fragment(Target("term", term, ref.fragment), ref, path, places)
    span = Span(path, ref.start, ref.end)
    if found.terms:
        return NOWHERE, (_ambiguous(ref.target, found, span, places),)
    if name_key(ref.target) in places.drafts:
        return NOWHERE, (_to_draft(ref.target, span),)
    if _is_unread(ref.target, places):
        return NOWHERE, ()
    return NOWHERE, (_dangling(ref, span, places),)


def _ambiguous(name: str, found: Found, span: Span, places: Places) -> Diagnostic:
    related = tuple(_claim(places.cards[term], name) for term in found.terms)
    ids = " or ".join(f"`{term}`" for term in found.terms)
    return Diagnostic.of(
        "ambiguous-link",
        span,
        f"`{short(name)}` is a name of {len(found.terms)} terms",
        f"write the id: {ids}",
        related,
    )


def _claim(card: Card, name: str) -> Related:
    key = name_key(name)
    start, end = next(((claim.start, claim.end) for claim in card.claims if claim.key == key and claim.end), card.name)
    return Related(Span(card.path, start, end), f"`{card.id}` claims it here")


def _dangling(ref: Ref, span: Span, places: Places) -> Diagnostic:
    message = f"no term is called `{short(ref.target)}`"
    return Diagnostic.of("dangling-link", span, message, of_name(ref, span.path, places))


def _by_root(ref: Ref, path: str, places: Places) -> tuple[Target, tuple[Diagnostic, ...]]:
    """A root-relative link outside the base is external, unless its last part is a term's id."""
    last = basename(served(ref.target.partition("#")[0]))
    if last not in places.cards and last not in places.redirected:
        return Target("elsewhere", ref.target), ()
    message = f"`{short(ref.target)}` leads out of the glossary, but `{last}` is a term"
    help_ = f"write `[[{last}]]`, or `{last}.md`; set `links.base` in glossary.yml for a whole folder of such links"
    return NOWHERE, (Diagnostic.of("dangling-link", Span(path, ref.start, ref.end), message, help_),)


def _by_path(ref: Ref, path: str, places: Places) -> tuple[Target, tuple[Diagnostic, ...]]:
    """A relative address, or one below the base: a file first; the end of it as an id where no folder is named, or
    where it is the address of a page at which nothing else stands.
    """
    below = places.names.folder if ref.kind == "base" else dirname(path)
    where = normpath(join(below, ref.target)).removesuffix(".md")
    pages = _pages(ref, path, where)
    tried = (
        where,
        *(each for page in pages for each in (page, normpath(join(page, "index")))),
        *(each for place in _seen(ref, places.names) for each in (place, join(place, "index"))),
    )
    if (entry := _entry(ref, (where, *pages), places)) is not None:
        return Target("term", entry), ()
    for place in tried if ref.target or ref.kind == "base" else ():
        if found := _at(place, ref, path, places):
            return found
    span = Span(path, ref.start, ref.end)
    if f"{(where, *pages)[-1]}/".startswith("../"):
        return NOWHERE, (_outside(ref, span),)
    last = basename(normpath(served(ref.target) if ref.kind == "served" else ref.target)).removesuffix(".md")
    named = ref.kind == "base" or "/" not in ref.target.rstrip("/") or _is_free(pages, places.names)
    if named and (term := _by_id(last, places) or (_by_id(make_id(last), places) if ref.kind == "served" else None)):
        return _fragment(Target("term", term, ref.fragment), ref, path, places)
    if _is_unread(last, places):
        return NOWHERE, ()
    message = f"`{short(ref.target)}` leads to no term or page" if ref.target else "a link without an address"
    help_ = of_path(ref, path, places)
    if not places.names.folders.isdisjoint(pages):
        help_ = "a folder of terms stands there, which has no page of its own: link to a term in it"
    return NOWHERE, (Diagnostic.of("dangling-link", span, message, help_),)


def _at(place: str, ref: Ref, path: str, places: Places) -> tuple[Target, tuple[Diagnostic, ...]] | None:
    """What stands at a place; nothing where nothing does."""
    if (term := places.names.paths.get(place)) is not None:
        return _fragment(Target("term", term, ref.fragment), ref, path, places)
    if (leaflet := places.leaflets.get(place)) is not None:
        return msgspec.structs.replace(leaflet, fragment=ref.fragment), ()
    if place in places.draft_paths:
        return NOWHERE, (_to_draft(ref.target, Span(path, ref.start, ref.end)),)
    return (Target("file", place, ref.fragment), ()) if place in places.files else None


def _entry(ref: Ref, pages: tuple[str, ...], places: Places) -> TermId | None:
    """The term that a fragment names, behind the address of the folder of terms: so a glossary that is all on one page
    has it.
    """
    folder = places.names.folder
    indexes = {folder, join(folder, "index"), join(folder, "_index")}
    if not ref.fragment or not places.names.served or indexes.isdisjoint(pages):
        return None
    made = make_id(ref.fragment)
    return _by_id(made, places) or _by_id(made.removeprefix("term-"), places)


def _pages(ref: Ref, path: str, where: str) -> tuple[str, ...]:
    """Where the file of a page, or the folder whose index it is, may stand that another program serves at an address;
    nothing where the reference is to the file at `where` itself.
    """
    if ref.kind == "base":
        return (where,)
    return served_at(ref.target, path) if ref.kind == "served" and not ref.target.endswith(".md") else ()


def _seen(ref: Ref, names: Names) -> Iterator[str]:
    """Where a relative address leads that is meant from the top of a vault: the folder of terms, or one around it."""
    if names.served and ref.kind != "base":
        tops = seen_from(ref.target, names.folder)
        yield from (normpath(join(top, ref.target)).removesuffix(".md") for top in tops)


def _is_free(pages: tuple[str, ...], names: Names) -> bool:
    """Whether one of these places is in a folder of terms, and none is such a folder itself, which means a section."""
    return names.folders.isdisjoint(pages) and any(_has_terms(dirname(page), names) for page in pages)


def _has_terms(folder: str, names: Names) -> bool:
    """Whether it is the folder of terms, or one below it in or below which a term stands."""
    within = f"{folder}/".startswith(join(names.folder, ""))
    return folder == names.folder or (within and folder in names.folders)


def _picture(ref: Ref, path: str, places: Places) -> tuple[Target, tuple[Diagnostic, ...]]:
    """A picture that the site has. In place of another its description is shown."""
    where = picture_path(ref.target, path)
    rooted = rooted_at(ref.target, places.names.tops) if places.names.served and ref.target.startswith("/") else ()
    seen = (where, *_seen(ref, places.names), *rooted)
    if file := next((place for place in seen if place in places.files), ""):
        return Target("file", file), ()
    span = Span(path, ref.start, ref.end)
    if ref.kind == "embed" and (found := _embedded(ref.target, places)):
        if len(found) == 1:
            return Target("file", found[0]), ()
        message = f"{len(found)} pictures are called `{short(ref.target)}`"
        help_ = f"write the path of the one that is meant, such as `{found[0].removeprefix(f'{places.names.folder}/')}`"
        return NOWHERE, (Diagnostic.of("missing-image", span, message, help_),)
    if where.startswith("../"):
        message = f"the picture `{short(ref.target)}` leads out of the site’s folder"
        return NOWHERE, (
            Diagnostic.of("unsafe-path", span, message, "put it beside the term or page, or in `static/`"),
        )
    message = f"there is no picture `{short(where)}`" if ref.target else "a picture without an address"
    if where.lower().endswith(".svg"):
        message += " that may be shown"
    return NOWHERE, (Diagnostic.of("missing-image", span, message, of_picture(ref, where, path, places)),)


def _embedded(name: str, places: Places) -> list[str]:
    """The pictures that a vault means by a name, or by the end of a path: those among the terms, else all."""
    within = f"{places.names.folder}/"
    found = sorted(file for file in places.files if file.endswith(f"/{name}"))
    return [file for file in found if file.startswith(within)] or found


def _outside(ref: Ref, span: Span) -> Diagnostic:
    message = f"`{short(ref.target)}` leads out of the site’s folder"
    return Diagnostic.of("unsafe-path", span, message, "put the file into `static/`, or write its address on the web")


def _to_draft(name: str, span: Span) -> Diagnostic:
    message = f"`{short(name)}` is a draft, so nothing is linked here"
    help_ = "once it is ready, delete the line of its file that says it is a draft; `--drafts` shows it until then"
    return Diagnostic.of("link-to-draft", span, message, help_)


def _by_id(last: str, places: Places) -> TermId | None:
    if last in places.cards:
        return TermId(last)
    return places.redirected.get(last)


def _fragment(target: Target, ref: Ref, path: str, places: Places) -> tuple[Target, tuple[Diagnostic, ...]]:
    card = places.cards.get(TermId(target.id))
    if not target.fragment or card is None:
        return target, ()
    spellings = fragments(target.fragment, by_text=places.names.served)
    for fragment in spellings:
        if fragment in card.anchors:
            return msgspec.structs.replace(target, fragment=fragment), ()
    if places.names.served and name_key(spellings[-1]) == name_key(card.term):  # its heading, which is the page's own
        return msgspec.structs.replace(target, fragment=""), ()
    meant = nearest(spellings[-1], card.anchors)
    found = Diagnostic.of(
        "dangling-fragment",
        Span(path, ref.start, ref.end),
        f"the page of `{target.id}` has no `#{short(target.fragment)}`",
        f"did you mean `#{meant}`?" if meant else "places there: " + ", ".join(card.anchors[:12]),
    )
    return msgspec.structs.replace(target, fragment=""), (found,)
