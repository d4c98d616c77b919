"""What the frame of every page shows: head, bar, footer, and the value `site` that all templates see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from glossary.config.exports import is_printed, is_wanted
from glossary.graph.glossary import Leads
from glossary.pages.alphabet import letters
from glossary.pages.bar import Bar, navigation
from glossary.pages.join import Joiner, Markup, rendered
from glossary.pages.repository import report_link, web_address
from glossary.pages.shards import PREVIEWS, shard_count
from glossary.text.address import tag_id
from glossary.text.labels import direction, primary

if TYPE_CHECKING:
    from glossary.config.schema import Config
    from glossary.graph.glossary import Chapter, Glossary
    from glossary.graph.shelf import Shelf
    from glossary.pages.alphabet import Letter
    from glossary.text.labels import Labels

SCRIPT: Final = (
    '(function(r,f){r.classList.add("js");try{var t=localStorage.getItem("glossary:theme");'
    'if(t==="light"||t==="dark")r.dataset.theme=t}catch(e){}'
    'if(f&&location.protocol!=="file:")["literata","jetbrains-mono"].forEach(function(n){'
    'var l=document.createElement("link");l.rel="preload";l.as="font";l.crossOrigin="";'
    'l.href=f+"/"+n+".woff2";document.head.append(l)})})(document.documentElement,document.currentScript.dataset.fonts)'
)
"""The one script in the head: constant, so that one hash allows it. It says that scripts run, applies the theme that
was chosen before anything is painted, and asks for the fonts of each page at once: text would move if they came later.
From a folder they come soon enough, and browsers refuse to be asked before."""

SEARCH: Final = "search/index.html"
"""Where the page of the search stands."""
LONGEST_DESCRIPTION: Final = 155
PREVIEW: Final = "assets/preview.png"
"""The theme's picture for previews elsewhere, 1200 × 630."""
WHOLE: Final = "all/index.html"
"""Where the glossary stands to be printed."""
FEED: Final = "feed.xml"
"""Where the feed stands, which every page names."""


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
        self.former = former_names(glossary)
        self._letters: tuple[Letter, ...] = ()
        self._tags: dict[str, str] = {}
        self._shown = frozenset(tag_id(tag) for tag in glossary.tags)
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
            made = self._tags[tag] = tag_id(tag)
        return made

    def has_page(self, tag: str) -> bool:
        """Whether there is a page for a tag as it stands on a term."""
        return self.tag_id(tag) in self._shown

    def chapter(self, section: str) -> Chapter | None:
        """The section with this id."""
        return self._chapters.get(section)


def former_names(glossary: Glossary) -> dict[str, str]:
    """The names of terms that only stand for another, by id."""
    return {card.id: card.term for card in glossary.gone if card.replaced_by and not card.definition}


class Head(msgspec.Struct, frozen=True):
    """What stands in a page's head. `canonical` and `image` are empty where the site's address is not known."""

    title: str
    description: str
    canonical: str = ""
    image: str = ""
    """A picture for previews elsewhere."""
    kind: str = "article"
    """What the page is, in the words of Open Graph."""
    data: Markup | None = None
    """Structured data, as JSON."""
    scripts: tuple[str, ...] = ()
    """What the page loads besides the script of all pages."""


class Foot(msgspec.Struct, frozen=True):
    """The foot of a page."""

    title: str
    description: str
    text: Markup
    rights: str
    license: str
    report: str
    source: str
    whole: str
    """Where the glossary stands to be printed; empty where it does not."""


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
    lists: str
    """Where the style of pages stands that are no entry."""
    fonts: str
    """Where the fonts stand."""
    code: str
    """Where the script of all pages stands."""
    previews: int
    """The number of files that hold what previews show."""
    foreign: str
    """The language of the theme's words, where it is not that of the pages."""
    icon: str
    feed: str
    """Where new and changed terms are told; empty where they are not."""
    search: str
    """Leads to the page of the search; empty where the site has none."""
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
        direction=direction(language),
        labels=labels.words(),
        root=joiner.root,
        home=joiner.local("index.html"),
        style=joiner.local("assets/style.css"),
        lists=joiner.local("assets/pages.css"),
        fonts=joiner.local("assets/fonts"),
        code=joiner.local("assets/script.js"),
        previews=shard_count(len(glossary.terms), PREVIEWS),
        foreign=labels.language if primary(labels.language) != primary(language) else "",
        icon=joiner.local("assets/icon.svg"),
        feed=joiner.local(FEED) if has_feed(glossary) else "",
        search=joiner.local(SEARCH) if is_searched(config) else "",
        script=rendered(SCRIPT),
        bar=Bar(title, joiner.local("index.html"), joiner.href(glossary.logo), tuple(navigation(glossary, joiner))),
        foot=_foot(glossary, joiner, title),
    )


def is_searched(config: Config) -> bool:
    """Whether the site has a search: the exporter of its index runs."""
    return is_wanted("search", config)


def make_head(glossary: Glossary, labels: Labels, title: str, description: str, address: str) -> Head:
    """The head of the page at `address`, without structured data."""
    config = glossary.site.config
    name = site_title(config, labels)
    whole = labels.text("site.page", page=title, site=name) if title else name
    kind = "website" if address == "index.html" else "article"
    return Head(str(whole), shorten(description), absolute(config, address), _preview(glossary, labels), kind)


def _preview(glossary: Glossary, labels: Labels) -> str:
    """The whole address of the picture for previews, the theme's where the site names none; empty where the site's
    address is not known.
    """
    image = glossary.image
    address = Joiner(glossary, labels, "").file(image.id) if image.kind == "file" else PREVIEW
    return absolute(glossary.site.config, address)


def site_title(config: Config, labels: Labels) -> str:
    """The name of the site; a word of the theme where it has none."""
    return config.title or labels.text("site.untitled")


def absolute(config: Config, address: str) -> str:
    """Where `address` will stand in the web; empty where that is not known. The first page stands at the folder."""
    if not config.url:
        return ""
    return config.url.rstrip("/") + "/" + ("" if address == "index.html" else address)


def has_feed(glossary: Glossary) -> bool:
    """Whether new and changed terms are told: the site's address is known, and terms have dates."""
    config = glossary.site.config
    return bool(config.url) and is_wanted("feed", config) and glossary.dated


def shorten(text: str, longest: int = LONGEST_DESCRIPTION) -> str:
    """The text, cut at a word where it is longer than `longest` characters."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    cut = text[:longest]
    return cut[: cut.rfind(" ") if " " in cut else longest - 1].rstrip(" ,;:–-") + "…"


def _foot(glossary: Glossary, joiner: Joiner, title: str) -> Foot:
    config = glossary.site.config
    name, address = license_of(config.license or "")
    return Foot(
        title=title,
        description=config.description,
        text=joiner.inline(glossary.footer, Leads(glossary.footer_targets)),
        rights=name,
        license=address,
        report=report_link(config.repository),
        source=config.repository.url if config.repository else "",
        whole=joiner.local(WHOLE) if is_printed(config, len(glossary.terms)) else "",
    )


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
