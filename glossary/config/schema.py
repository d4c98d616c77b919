"""The keys of `glossary.yml`: the struct is the format, the decoder and the JSON Schema follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal, NewType

import msgspec

from glossary.config.texts import Inline, Name, Ref
from glossary.text.address import name_key
from glossary.yaml.leaves import Flag, Plain, Slug, Url
from glossary.yaml.nodes import Scalar, empty, items, part, short
from glossary.yaml.shapes import Decodable, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.yaml.nodes import Mapping, Node
    from glossary.yaml.reading import Reading

SitePath = NewType("SitePath", str)
"""A path inside the site's folder, relative to it, POSIX, without `..`."""


Colour = NewType("Colour", str)
"""`#rgb` or `#rrggbb`."""

Home = NewType("Home", str)
"""The address of a repository: where its first page stands."""

Tag = NewType("Tag", str)
"""A language, as a BCP 47 tag."""

Export = Literal["html", "all", "search", "sitemap", "feed", "llms", "robots", "schemas"]
"""What is made of a glossary. `html`, the pages with their style, always is; alone it asks for nothing else."""


Logo = NewType("Logo", str)
"""The path of a picture for the bar."""

Preview = NewType("Preview", str)
"""The path of a picture that other sites show."""

Kind = NewType("Kind", str)
"""What an entry of the bar leads to: one of `KINDS`, or the id of a page that is no term."""

Address = NewType("Address", str)
"""An address on the web, or one of this site from its top."""

KINDS: Final = ("terms", "a-z", "map", "tags", "paths", "quiz", "compare", "pages")
"""Pages of the theme that the bar can lead to; one that the glossary has nothing for is left out."""


class Doc(msgspec.Struct, frozen=True):
    """What a key means."""

    text: str


def _check_twice(keys: Sequence[str], nodes: Sequence[Node], where: str, reading: Reading) -> None:
    seen: set[str] = set()
    for key, node in zip(keys, nodes, strict=True):
        if key and key in seen:
            reading.fault("duplicate-item", node, f"`{short(key)}` stands twice in {where}", "delete one of them")
        seen.add(key)


class Section(Decodable, frozen=True, kw_only=True):
    """A chapter of the book."""

    shape: ClassVar[Shape] = Shape(short="id")
    id: Slug
    title: Plain | None = None
    intro: Inline | None = None


class Path(Decodable, frozen=True, kw_only=True):
    """Lessons in order."""

    id: Slug
    title: Plain
    intro: Inline | None = None
    terms: tuple[Name, ...]

    def check(self, node: Mapping, reading: Reading) -> None:
        """Report a path without lessons, and a lesson that stands in it twice."""
        lessons = [item for item in items(part(node, "terms")) if isinstance(item, Scalar)]
        if not self.terms and all(empty(item) for item in items(part(node, "terms"))):
            help_ = "list the terms to read, in their order, or delete the path"
            reading.fault("empty-path", part(node, "id") or node, f"the path `{self.id}` has no terms", help_)
        _check_twice([name_key(lesson.value.strip("[]")) for lesson in lessons], lessons, "this path", reading)


class Repository(Decodable, frozen=True, kw_only=True):
    """Where the sources are kept, for *Edit this term* and *Report a problem*."""

    shape: ClassVar[Shape] = Shape(short="url")
    url: Home
    branch: Plain = Plain("main")
    folder: SitePath = SitePath("")


class Language(Decodable, frozen=True, kw_only=True):
    """A language of the site."""

    shape: ClassVar[Shape] = Shape(short="code")
    code: Slug
    name: Plain | None = None


class Links(Decodable, frozen=True, kw_only=True):
    """How links are found."""

    autolink: Flag = Flag(True)  # noqa: FBT003 - a value of that type, not a call's flag
    base: Plain = Plain("")
    not_in: tuple[Plain, ...] = ()


class Adopt(Decodable, frozen=True, kw_only=True):
    """What an existing folder's front matter lacks, and where it is found instead."""

    term_from: Literal["key", "heading", "file"] = "key"
    term_patterns: tuple[Plain, ...] = ()
    definition_from: Literal["key", "first-paragraph"] = "key"
    section_from: Literal["key", "folder"] = "key"
    pages: tuple[Plain, ...] = ()
    pictures: tuple[SitePath, ...] = ()
    names_from_id: Flag = Flag(False)  # noqa: FBT003 - a value of that type, not a call's flag


class Navigation(Decodable, frozen=True, kw_only=True):
    """An entry of the bar: a page kind, or an address with a title."""

    shape: ClassVar[Shape] = Shape(short="kind")
    kind: Kind | None = None
    title: Plain | None = None
    url: Address | None = None

    def check(self, node: Mapping, reading: Reading) -> None:
        """Report an entry that leads nowhere, or to two places, and a title that is not shown."""
        kind, url, title = (part(node, name) for name in ("kind", "url", "title"))
        if kind is None and url is None:
            reading.report.add(
                "missing-field",
                node.start,
                node.start + 1,
                f"`kind` or `url` is missing here in `{reading.key}`",
                f"add `kind:` with one of {', '.join(KINDS)} or the id of a page, or `url: https://…`",
            )
        elif kind is not None and url is not None:
            message = "this entry has a `kind`, too, which leads elsewhere"
            reading.fault("invalid-value", url, message, "delete one of the two")
        elif self.kind == "pages" and title is not None:
            message = "`pages` stands for every page, and each is shown by its own title"
            reading.fault("invalid-value", title, message, "delete `title`, or write the id of one page as `kind`")


class Theme(Decodable, frozen=True, kw_only=True):
    """How the site looks."""

    navigation: tuple[Navigation, ...] = ()
    accent: Colour | None = None
    logo: Logo | None = None
    footer: Inline | None = None

    def check(self, node: Mapping, reading: Reading) -> None:
        """Report an entry that stands in the bar twice."""
        entries = items(part(node, "navigation"))
        if len(entries) == len(self.navigation):
            _check_twice([entry.url or entry.kind or "" for entry in self.navigation], entries, "`navigation`", reading)


class Config(Decodable, frozen=True, kw_only=True):
    """A site, key by key."""

    title: Annotated[Plain, Doc("The name of the site.")] = Plain("")
    description: Annotated[Plain, Doc("One sentence about it.")] = Plain("")
    url: Annotated[Url | None, Doc("Where it will stand.")] = None
    language: Annotated[Tag, Doc("The language of its terms, as a BCP 47 tag.")] = Tag("en")
    license: Annotated[Plain | None, Doc("The licence of its text: an SPDX name or an address.")] = None
    image: Annotated[Preview | None, Doc("A picture for previews elsewhere.")] = None
    terms: Annotated[SitePath, Doc("The folder of term files.")] = SitePath("terms")
    pages: Annotated[SitePath, Doc("The folder of pages that are no terms.")] = SitePath("pages")
    ignore: Annotated[tuple[Plain, ...], Doc("Globs of files that are not read.")] = ()
    sections: Annotated[tuple[Section, ...], Doc("The chapters, in order.")] = ()
    paths: Annotated[tuple[Path, ...], Doc("Learning paths.")] = ()
    repository: Annotated[Repository | None, Doc("Where the sources are kept.")] = None
    reviewers: Annotated[tuple[Plain, ...], Doc("Who may sign `reviewed`.")] = ()
    languages: Annotated[tuple[Language, ...], Doc("Languages of translations.")] = ()
    links: Annotated[Links, Doc("How links are found.")] = Links()
    math: Annotated[Flag, Doc("Whether `$…$` is mathematics.")] = Flag(False)  # noqa: FBT003 - as above
    exports: Annotated[tuple[Export, ...] | None, Doc("What is made beside the pages; all without this key.")] = None
    rules: Annotated[dict[str, Literal["error", "warning", "off"]], Doc("How bad a rule is here.")] = {}  # noqa: RUF012 - msgspec copies it
    fields: Annotated[Any, Doc("Their key for each of ours.")] = None
    adopt: Annotated[Adopt | None, Doc("What their front matter lacks.")] = None
    theme: Annotated[Theme, Doc("How the site looks.")] = Theme()


class Mapped(msgspec.Struct, frozen=True):
    """One of their keys: the field of ours it stands for, and what its inner keys are called."""

    field: str
    inner: dict[str, str] = {}


class Site(msgspec.Struct, frozen=True):
    """A configuration that was read, with what follows from it alone.

    `mapped` are their keys, case folded; `ignored` their keys that are known and unused; `refs` the names used in it,
    and `entries` what the bar shall lead to: pages by their id, and addresses of this site (of kind `page` and `url`).
    """

    config: Config
    mapped: dict[str, Mapped] = {}
    ignored: frozenset[str] = frozenset()
    refs: tuple[Ref, ...] = ()
    adopting: bool = False
    """Whether the folder was written for something else."""
    entries: tuple[Ref, ...] = ()
    folders: dict[str, tuple[int, int]] = {}
    """The bytes in which it names a folder of sources, by key."""

    @property
    def served(self) -> bool:
        """Whether links in it may say where another program serves a page, such as `warp/` for `warp.md`."""
        return self.adopting or bool(self.config.links.base)

    def key(self, field: str) -> str:
        """What the files of the site call a field of a term; empty where its name means another thing there."""
        if not self.adopting:
            return field
        theirs: Any = self.config.fields
        found = theirs.get(field) if isinstance(theirs, dict) else None
        if isinstance(found, dict):
            found = found.get("key", field)
        if isinstance(found, list):
            found = next(iter(found), None)
        if isinstance(found, str) and found.strip():
            return found.strip()
        return "" if field in self.mapped or field in self.ignored else field
