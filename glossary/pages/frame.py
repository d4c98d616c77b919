"""What the frame of every page shows: head, bar, footer, and the value `site` that all templates see."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from glossary.graph.glossary import Target
from glossary.pages.alphabet import letters
from glossary.pages.join import Joiner, Markup, picture_address, rendered
from glossary.pages.repository import report_link, web_address
from glossary.text.address import make_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.config.schema import Config, Navigation
    from glossary.graph.glossary import Chapter, Glossary
    from glossary.graph.shelf import Shelf
    from glossary.pages.alphabet import Letter
    from glossary.text.labels import Labels

SCRIPT: Final = (
    '(function(r){r.classList.add("js");try{var t=localStorage.getItem("glossary:theme");'
    'if(t==="light"||t==="dark")r.dataset.theme=t}catch(e){}})(document.documentElement)'
)
"""The one script in the head: constant, so that one hash allows it. It says that scripts run, and applies the theme
that was chosen before anything is painted."""

SECURITY: Final = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; "
    f"script-src 'self' 'sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'; base-uri 'none'"
)

RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
LONGEST_DESCRIPTION: Final = 155


class Planned(NamedTuple):
    """A page to come: where it stands, the digest of all that it shows, its id among the pages of its kind."""

    address: str
    key: bytes
    id: str = ""


class Desk:
    """What views are made from; one a process, for it keeps what is dear to make and the same for many pages."""

    def __init__(self, glossary: Glossary, shelf: Shelf, labels: Labels) -> None:
        self.glossary = glossary
        self.shelf = shelf
        self.labels = labels
        self._letters: tuple[Letter, ...] = ()
        self._tags: dict[str, str] = {}
        self._shown = frozenset(make_id(tag) for tag in glossary.tags)
        self._chapters = {chapter.id: chapter for chapter in glossary.sections}

    def joiner(self, address: str) -> Joiner:
        """What joins the texts of the page at `address`."""
        return Joiner(self.glossary, self.labels, address)

    def letters(self) -> tuple[Letter, ...]:
        """The letters of the site's alphabet with their terms."""
        if not self._letters:
            self._letters = letters(self.glossary.terms.values(), self.glossary.site.config.language)
        return self._letters

    def tag_id(self, tag: str) -> str:
        """The id of a tag as it stands on a term."""
        made = self._tags.get(tag)
        if made is None:
            made = self._tags[tag] = make_id(tag)
        return made

    def has_page(self, tag: str) -> bool:
        """Whether there is a page for a tag as it stands on a term."""
        return self.tag_id(tag) in self._shown

    def chapter(self, section: str) -> Chapter | None:
        """The section with this id."""
        return self._chapters.get(section)


class Link(msgspec.Struct, frozen=True):
    """A link of the frame; `current` where it leads to the page itself."""

    title: str
    href: str
    current: bool = False


class Head(msgspec.Struct, frozen=True):
    """What stands in a page's head. `canonical` is empty where the site's address is not known."""

    title: str
    description: str
    canonical: str = ""
    data: Markup | None = None
    """Structured data, as JSON."""


class Bar(msgspec.Struct, frozen=True):
    """The bar at the top of a page."""

    title: str
    home: str
    logo: str
    links: tuple[Link, ...]


class Foot(msgspec.Struct, frozen=True):
    """The foot of a page."""

    title: str
    description: str
    text: Markup
    rights: str
    license: str
    report: str
    source: str


class Frame(msgspec.Struct, frozen=True):
    """What templates see as `site`."""

    title: str
    language: str
    direction: str
    labels: Any
    """The words of the theme, as attributes."""
    root: str
    """Leads to the folder of the first page."""
    home: str
    style: str
    icon: str
    security: str
    script: Markup
    bar: Bar
    foot: Foot
    header: Markup = Markup()
    footer: Markup = Markup()
    """Bar and foot as HTML: rendered once for all pages that have them alike."""


def make_frame(glossary: Glossary, labels: Labels, address: str, root: str | None = None) -> Frame:
    """The frame of the page at `address`, bar and foot not yet rendered."""
    config = glossary.site.config
    joiner = Joiner(glossary, labels, address, root=root)
    language = config.language or "en"
    title = site_title(config, labels)
    return Frame(
        title=title,
        language=language,
        direction="rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr",
        labels=labels.words(),
        root=joiner.root,
        home=joiner.local("index.html"),
        style=joiner.local("assets/style.css"),
        icon=joiner.local("assets/icon.svg"),
        security=SECURITY,
        script=rendered(SCRIPT),
        bar=Bar(title, joiner.local("index.html"), _logo(config, joiner), tuple(_navigation(glossary, joiner))),
        foot=_foot(glossary, joiner, title),
    )


def make_head(glossary: Glossary, labels: Labels, title: str, description: str, address: str) -> Head:
    """The head of the page at `address`, without structured data."""
    config = glossary.site.config
    name = site_title(config, labels)
    whole = labels.text("site.page", page=title, site=name) if title else name
    return Head(whole, shorten(description), absolute(config, address))


def site_title(config: Config, labels: Labels) -> str:
    """The name of the site; a word of the theme where it has none."""
    return config.title or labels.text("site.untitled")


def absolute(config: Config, address: str) -> str:
    """Where `address` will stand in the web; empty where that is not known. The first page stands at the folder."""
    if not config.url:
        return ""
    return config.url.rstrip("/") + "/" + ("" if address == "index.html" else address)


def shorten(text: str, longest: int = LONGEST_DESCRIPTION) -> str:
    """The text, cut at a word where it is longer than `longest` characters."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    cut = text[:longest]
    return cut[: cut.rfind(" ") if " " in cut else longest - 1].rstrip(" ,;:–-") + "…"


def in_navigation(glossary: Glossary, labels: Labels) -> frozenset[str]:
    """The addresses of the pages that stand in the bar: there their link is marked."""
    joiner = Joiner(glossary, labels, "index.html")
    return frozenset(link.href for link in _navigation(glossary, joiner))


def _navigation(glossary: Glossary, joiner: Joiner) -> Iterator[Link]:
    chosen = glossary.site.config.theme.navigation
    if not chosen:
        for kind in ("terms", "a-z", "tags", "paths", "pages"):
            yield from _of_kind(kind, "", glossary, joiner)
    for entry in chosen:
        yield from _entry(entry, glossary, joiner)


def _entry(entry: Navigation, glossary: Glossary, joiner: Joiner) -> Iterable[Link]:
    if entry.url and (link := web_address(entry.url)):
        return (Link(entry.title or entry.url, link),)
    if entry.url and not entry.url.startswith(("/", ".")) and ":" not in entry.url:
        return (_link(entry.title or entry.url, entry.url, joiner),)
    return _of_kind((entry.kind or "").replace("_", "-"), entry.title or "", glossary, joiner)


def _of_kind(kind: str, title: str, glossary: Glossary, joiner: Joiner) -> Iterator[Link]:
    text = joiner.labels.text
    if kind in {"terms", "home"}:
        yield _link(title or text("nav.terms"), "index.html", joiner)
    elif kind == "a-z":
        yield _link(title or text("nav.az"), "a-z/index.html", joiner)
    elif kind == "tags" and glossary.tags:
        yield _link(title or text("nav.tags"), "tags/index.html", joiner)
    elif kind == "paths" and glossary.paths:
        yield _link(title or text("nav.paths"), "paths/index.html", joiner)
    for leaf in glossary.pages:
        if not leaf.section and kind in {"pages", leaf.id}:
            yield _link(leaf.title if kind == "pages" else title or leaf.title, f"pages/{leaf.id}.html", joiner)


def _link(title: str, address: str, joiner: Joiner) -> Link:
    return Link(title, joiner.local(address), address == joiner.address)


def _logo(config: Config, joiner: Joiner) -> str:
    return joiner.local(picture_address(config.theme.logo)) if config.theme.logo else ""


def _foot(glossary: Glossary, joiner: Joiner, title: str) -> Foot:
    config = glossary.site.config
    name, address = license_of(config.license or "")
    return Foot(
        title=title,
        description=config.description,
        text=joiner.inline(config.theme.footer, footer_targets(glossary)),
        rights=name,
        license=address,
        report=report_link(config.repository),
        source=config.repository.url if config.repository else "",
    )


def footer_targets(glossary: Glossary) -> tuple[Target, ...]:
    """The targets of all references of the configuration, of which the footer's are some."""
    found = []
    for ref in glossary.site.refs:
        term = glossary.names.find(ref.target).one()
        found.append(Target("term", term, ref.fragment) if term else Target("none"))
    return tuple(found)


def license_of(license_: str) -> tuple[str, str]:
    """The name of a licence and the address of its text, where that is known."""
    if web_address(license_):
        return license_, license_
    name = license_.upper()
    if name.startswith("CC0-"):
        return license_.replace("-", " "), "https://creativecommons.org/publicdomain/zero/1.0/"
    if name.startswith("CC-BY"):
        family, _, version = name.removeprefix("CC-").lower().rpartition("-")
        return license_.replace("-", " ", 1).replace(
            f"-{version}", f" {version}"
        ), f"https://creativecommons.org/licenses/{family}/{version}/"
    return license_, ""
