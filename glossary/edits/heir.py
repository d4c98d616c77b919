"""What references to a term shall say from now on."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import dirname, join, normpath, relpath
from typing import TYPE_CHECKING

from glossary.text.address import make_id, name_key, seen_from, served, served_at

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from glossary.config.texts import Ref
    from glossary.term.schema import TermId


@dataclass(frozen=True, slots=True, kw_only=True)
class Heir:
    """The id, the name (empty where that is not clear) and the file without its ending that references to a term say
    instead of the id `former`. Those by a name in `kept` (keys of names) may stay; `anchors` are the fragments that its
    page has, `None` where those are the same as before; `paths` and `folder` are as in `Names`.
    """

    id: TermId
    name: str
    bare: str
    former: str
    kept: frozenset[str]
    paths: Mapping[str, TermId]
    folder: str
    anchors: Collection[str] | None = None

    def said(self, target: str, *, shown: bool = False) -> str:
        """What stands for the name `target`; empty where it may stay. Where the name itself is `shown` and is still
        one, an id may stay, too.
        """
        key = name_key(target)
        if target == self.former and not (shown and key in self.kept):
            return self.id if self.id != self.former else ""
        if key in self.kept:
            return ""
        return self.name if self.name and target != make_id(target) else self.id

    def core(self, ref: Ref, path: str) -> tuple[str, str]:
        """What of the address of a link in the file at `path` names the term, and what stands for it: empty where it
        may stay.
        """
        core = ref.target.rstrip("/").removesuffix(".md")
        if ref.kind == "served":
            core = served(core)
        starts = (self.folder,) if ref.kind == "base" else (dirname(path), *seen_from(ref.target, self.folder))
        below = next((start for start in starts if self._stands(normpath(join(start, core)))), None)
        if below is not None:
            where = normpath(join(below, core))
            if self.bare in {where, f"{where}/index"}:
                return core, ""
            new = relpath(self.bare, below or ".")
            if not ref.target.endswith(".md"):
                new = new.removesuffix("/index")
            return core, f"./{new}" if core.startswith("./") and not new.startswith("../") else new
        if ref.kind == "served" and self.bare.removesuffix("/index") in served_at(core, path):
            return core, ""
        last = core.rsplit("/", 1)[-1]
        if last == self.id or (last != self.former and name_key(last) in self.kept):
            return core, ""
        return core, core[: len(core) - len(last)] + self.id

    def _stands(self, place: str) -> bool:
        """Whether a term stands there, or in the folder of that name as its index."""
        return place in self.paths or f"{place}/index" in self.paths
