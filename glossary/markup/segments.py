"""What a Markdown text is compiled to: HTML that is done, and the places that need the rest of the glossary.

A text is compiled once per content; numbers, links, images, placed components and the prefix of its ids on the
printed whole are put in when a page is joined, without compiling again.
"""

import msgspec


class Html(msgspec.Struct, frozen=True, array_like=True, tag="h", gc=False):
    """Finished HTML. Need not be balanced: an opening tag and its end may stand in two segments."""

    html: str


class Prose(msgspec.Struct, frozen=True, array_like=True, tag="p", gc=False):
    """Plain running text, not escaped, in which names may be linked (bare mentions). `number` is its place among those
    of its text.
    """

    text: str
    number: int = 0


class Reference(msgspec.Struct, frozen=True, array_like=True, tag="r", gc=False):
    """A link whose target is still a name or path: `link` is its place in the text's list of links."""

    link: int
    label: str
    """Finished HTML of what the reader sees."""
    title: str = ""
    """Plain text."""


class Image(msgspec.Struct, frozen=True, array_like=True, tag="i", gc=False):
    """A picture: `link` is its place in the text's list of links; `alt` and `title` are plain text."""

    link: int
    alt: str
    title: str = ""


class Heading(msgspec.Struct, frozen=True, array_like=True, tag="t"):
    """A heading: `level` 1 to 6 as written, its id (unique within the text), its plain text, its content."""

    level: int
    id: str
    text: str
    content: tuple["Segment", ...]


class Component(msgspec.Struct, frozen=True, array_like=True, tag="c", gc=False):
    """A component of the term stands here: `<!-- tradeoffs: training-vs-prompting -->`; `id` may be empty."""

    noun: str
    id: str


class Anchor(msgspec.Struct, frozen=True, array_like=True, tag="a", gc=False):
    """The text of an id of this page, within HTML (`id="…"` or `href="#…"`): pages joined into one prefix it."""

    id: str


class Part(msgspec.Struct, frozen=True, array_like=True, tag="l", gc=False):
    """A word of the theme (a key of the label catalogue), such as the title of an alert."""

    label: str


Segment = Html | Prose | Reference | Image | Heading | Component | Anchor | Part


class Link(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link, or a picture, to be resolved.

    `kind`: `name` for `[[…]]`, `path` for a relative address, `served` for one that may be that of a page (`../warp/`),
    `base` for one below the base, `root` for one that starts at the root of another site, `image` for a picture,
    `embed` for one that is named as `![[…]]`.
    `start` and `end` are character offsets of the whole of it in the text that was compiled.
    """

    kind: str
    target: str
    fragment: str
    start: int
    end: int


class Fault(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A problem in a text, at character offsets of the text that was compiled."""

    rule: str
    start: int
    end: int
    message: str
    help: str = ""


class Compiled(msgspec.Struct, frozen=True, array_like=True):
    """A compiled text: its segments, its links and pictures in order, what is wrong with it, what is read of it."""

    segments: tuple[Segment, ...]
    links: tuple[Link, ...] = ()
    faults: tuple[Fault, ...] = ()
    text: str = ""
    """All that is read, without any markup: for counting and finding words."""


class Dialect(msgspec.Struct, frozen=True):
    """What of the configuration the compiler reads; part of every memo key."""

    math: bool = False
    base: str = ""
    """Links below this root-relative path are links to terms (`/gpu-glossary/`)."""
    components: tuple[str, ...] = ()
    """The nouns that a component comment may name."""
    served: bool = False
    """Whether the texts were written for another program, which serves `warp.md` as `warp/` or `warp.html`."""
