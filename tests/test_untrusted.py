"""What an author writes is text: no payload becomes markup, a script, a request or a path; a site's templates reach no
Python.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from base64 import b64decode
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints
from urllib.parse import unquote

import msgspec
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from glossary.build.output import MARKER
from glossary.build.refused import Refused
from glossary.build.run import Options, Outcome, build
from glossary.cli.render import Files
from glossary.config.schema import Address, Colour, Config, Home, Kind, Logo, Preview, SitePath, Tag
from glossary.config.texts import Block, Inline, Name, Phrase, Picture
from glossary.markup.mathml import ATTRIBUTES, ELEMENTS
from glossary.pages.frame import SCRIPT
from glossary.term.schema import SectionId, Term, TermId
from glossary.text.address import make_id
from glossary.yaml.leaves import Count, Day, Digest, Flag, Plain, Raw, Slug, Url
from tests.builds import difference, tree
from tests.elements import CONTROL, Element, parse, select

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Page

    from glossary.build.whole import Result

# ------------------------------------------------------------------------------------- payloads

RUN = "window.__pwned=1"

SCHEMES = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" javascript:{RUN}",
    f"java\tscript:{RUN}",
    f"java\nscript:{RUN}",
    f"\u0001javascript:{RUN}",
    f"\u00a0javascript:{RUN}",
    f"\u202ejavascript:{RUN}",
    f"java\u200bscript:{RUN}",
    f"javascript\uff1a{RUN}",
    f"javascript&colon;{RUN}",
    f"&#106;avascript:{RUN}",
    f"&#x6A&#x61vascript:{RUN}",
    f"javascript://https://example.org/%0a{RUN}",
    f"vbscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"data:text/html;base64,{'PHNjcmlwdD53aW5kb3cuX19wd25lZD0xPC9zY3JpcHQ+'}",
    "blob:https://example.org/1",
    "file:///etc/passwd",
    f"view-source:javascript:{RUN}",
)
"""Addresses that run something, or lead where no reader is sent. They are dangerous where an address may stand."""

TEXTS = (
    f"<script>{RUN}</script>",
    f"<ſcript>{RUN}</ſcript>",
    f"</script><script>{RUN}</script>",
    f"--></script><script>{RUN}</script><!--",
    f"<!--<script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</textarea></style></pre><script>{RUN}</script>",
    f"<x-pwned pwned=1 onclick={RUN}>x</x-pwned>",
    f'<img src=x-pwned onerror="{RUN}">',
    f"<svg/onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f'<math><mtext><mglyph><style><img src=x-pwned onerror="{RUN}">',
    f"<details open ontoggle={RUN}>x",
    '<iframe srcdoc="<script>parent.__pwned=1</script>">',
    '<base href="https://pwned.example/">',
    '<meta http-equiv="refresh" content="0;url=https://pwned.example/">',
    '<link rel="stylesheet" href="https://pwned.example/x.css">',
    '<form action="https://pwned.example/"><button autofocus>x',
    f'" onmouseover="{RUN}" pwned="',
    f"' onmouseover='{RUN}' pwned='",
    f"x onmouseover={RUN} pwned=1",
    f'"><script>{RUN}</script>',
    f"'><script>{RUN}</script>",
    f"`onmouseover={RUN}`",
    "{{7*7}}{{ site }}{{ page.__class__ }}",
    "{% raw %}{{ 7*7 }}{% endraw %}{% include 'x' %}",
    "{# gone #}${7*7}#{7*7}<%= 7*7 %>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"&amp;lt;script&amp;gt;{RUN}",
    "&amp &copy &notanentity; &#0; &#xD800; &#x110000;",
    f"\uff1cscript\uff1e{RUN}\uff1c/script\uff1e",
    f"<\u0338script>{RUN}",
    f"\u202e<script>{RUN}</script>\u2066",
    f"\u2028<script>{RUN}</script>\u2029",
    f"[x](javascript:{RUN})",
    f"[x](<javascript:{RUN}>)",
    f"[x]( &#106;avascript:{RUN})",
    f"[x](data:text/html,<script>{RUN}</script>)",
    f'[x](https://example.org "\\" onmouseover=\\"{RUN}")',
    f'![x](javascript:{RUN}) ![y](https://pwned.example/x.png) !["onerror={RUN}](x.png)',
    f'<javascript:{RUN}> <https://example.org/"onmouseover={RUN}>',
    f"[x][r]\n\n[r]: javascript:{RUN}",
    f'[[x"onmouseover={RUN}|<b pwned>y</b>]] [[<script>{RUN}</script>]]',
    f"`<script>{RUN}</script>` **<b pwned>** ~~</p>~~",
    f'```"onmouseover={RUN}\n</code></pre><script>{RUN}</script>\n```',
    f'# x {{#x" onmouseover="{RUN}}}\n\n[^1]: <script>{RUN}</script>',
    f"| <script>{RUN}</script> |\n|---|\n| <b pwned> |",
    f"<!-- quiz --><!-- --!><script>{RUN}</script>",
    '<!-- tradeoffs: "><x-pwned> -->',
    f"$x$ $$</math><script>{RUN}</script>$$",
)
"""Texts that would be markup, an attribute, a script or a template where they are not escaped."""

PAYLOADS = (*TEXTS, *SCHEMES)


def test_payloads_fit_into_a_name() -> None:
    """None is so long that it would be refused for its length alone."""
    assert max(map(len, PAYLOADS)) < 150


# ------------------------------------------------------------------- a value for every field

PICTURE = "static/'x' onerror=1 <b pwned>&lt;.png"
"""The path of a picture that would be markup, an attribute or a reference where it is not escaped."""

PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=")

VALID: Mapping[Any, Any] = {
    Colour: "#17604d", Count: 3, Day: "2026-11-22", Digest: "1:" + "a" * 64, Flag: True, Logo: PICTURE, Preview: PICTURE,
    SectionId: "payloads", SitePath: "", Tag: "en-GB", TermId: "",
}  # fmt: skip
"""What stands where a payload would only be refused."""

WRITTEN = frozenset({Address, Plain, Inline, Block, Home, Kind, Phrase, Picture, Raw, Url})
"""Leaves that hold what is written, whatever it is."""


class Filler:
    """Values of the format with a payload in every text; with `all_` in every scalar of any kind."""

    def __init__(self, payload: str, name: str, *, all_: bool) -> None:
        self.payload = payload
        self.name = name
        self.all = all_

    def fields(self, kind: Any, but: frozenset[str] = frozenset()) -> dict[str, Any]:
        """A value for every field of a struct, by its key."""
        hints = get_type_hints(kind, include_extras=True)
        return {
            field.encode_name: value
            for field in msgspec.structs.fields(kind)
            if field.encode_name not in but and (value := self.value(hints[field.name])) is not None
        }

    def value(self, kind: Any) -> Any:
        """A value of that type; `None` where nothing can stand."""
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self.value(arguments[0])
        if origin in {Union, UnionType}:
            return self.value(next(each for each in arguments if each is not type(None)))
        if origin is tuple:
            return [value for value in (self.value(arguments[0]),) if value is not None]
        if origin is dict:
            return {"raw-html": "warning"}
        if origin is Literal:
            return self.payload if self.all else arguments[-1]
        if kind is Any:
            return {self.payload: [self.payload, {"x": self.payload}]}
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind not in WRITTEN:
            return self.struct(kind)
        return self.leaf(kind)

    def struct(self, kind: Any) -> Any:
        """A value of a struct that passes its own checks, so that it is shown."""
        found = self.fields(kind)
        if "options" in found:
            found["options"] = [self.payload, {"text": self.payload}]
            found["rows"][0] |= {"values": [self.payload, self.payload], "best": [self.payload]}
        if "choices" in found:
            found["choices"] = [found["choices"][0], self.payload]
        if "alt" in found:
            found.pop("image")
        return found

    def leaf(self, kind: Any) -> Any:
        """A scalar."""
        if self.all or kind in WRITTEN:
            return self.payload
        if kind is Slug:
            return make_id(self.name)
        return self.name if kind is Name else VALID[kind]


def term(number: int, payload: str, *, all_: bool) -> str:
    """A term file with the payload in every field and in the body, under a name of its own."""
    name = f"T{number}{'all' if all_ else ''} {payload}"
    filler = Filler(payload, "Target", all_=all_)
    but = frozenset({"id", "body", "replaced_by", "redirects", "status", "broader", "prerequisites", "reviewed"})
    values = filler.fields(Term, but if not all_ else frozenset({"body", "replaced_by", "id"})) | {"term": name}
    values["section"] = "payloads"
    values["covers"] = values["forms"] = values["aliases"] = [f"{name} too", payload]
    values["definition"] = payload
    values["reviewed"] = values.get(
        "reviewed", {"by": [payload], "on": "2026-11-22", "digest": VALID[Digest], "note": payload}
    )
    values["vocabulary"] = [{"term": payload, "plain": payload}, "Target"]
    values["match"] = [{"concept": payload, "definition": payload}, "Target"]
    values["cover"] = {"image": payload, "alt": payload} if number % 2 else {"text": payload, "alt": payload}
    return matter(values) + body(payload)


def body(payload: str) -> str:
    """The payload as a paragraph, an item, a quotation and a heading. A file with a control character is refused."""
    text = payload.replace("\u0001", "")
    return f"{text}\n\n- {text}\n\n> {text}\n\n## {text}\n\n{text}\n"


def matter(values: Mapping[str, Any]) -> str:
    """Front matter, each value in the JSON that YAML understands, too."""
    return "---\n" + "".join(f"{key}: {quoted(value)}\n" for key, value in values.items()) + "---\n"


def quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def config(payload: str) -> str:
    """A glossary.yml with the payload in every text; paths, rules and what reads other folders apart."""
    but = frozenset({"terms", "pages", "ignore", "fields", "adopt", "exports", "rules", "url"})
    values = Filler(payload, "Target", all_=False).fields(Config, but)
    values["paths"][0]["id"] = values["sections"][0]["id"] = "payloads"
    values["repository"] = {"url": "https://example.org/code", "branch": payload}
    values["theme"]["navigation"] = [
        {"title": payload, "url": payload},
        {"title": payload, "kind": "terms"},
        {"title": payload, "url": f"https://example.org/{payload}"},
        {"kind": payload, "title": payload},
    ]
    return "".join(f"{key}: {quoted(value)}\n" for key, value in values.items())


class Site(NamedTuple):
    """A built site."""

    root: Path
    out: Path
    result: Result


def made(place: Path, files: Mapping[str, str | bytes], **options: Any) -> Site:
    """The files in a folder, built."""
    root, out = place / "site", place / "out"
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Site(root, out, built(root, out, place / "cache", **options).result)


def built(root: Path, out: Path, cache: Path, **options: Any) -> Outcome:
    return build(Options(str(root), str(out), str(cache), **{"keep_going": True, **options}))


TARGET = "---\nterm: Target\ndefinition: What links lead to.\n---\n"


@pytest.fixture(scope="module")
def payloads(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with every payload in every field of a term: where it is valid, and wherever anything can stand."""
    files: dict[str, str | bytes] = {
        "terms/target.md": TARGET,
        "glossary.yml": config(" ".join(TEXTS[:30])) + "url: https://example.org/\n",
    }
    for number, payload in enumerate(PAYLOADS):
        files[f"terms/t{number}.md"] = term(number, payload, all_=False)
        files[f"terms/t{number}-all.md"] = term(number, payload, all_=True)
        files[f"pages/p{number}.md"] = matter({"title": payload}) + body(payload)
    files[PICTURE] = PIXEL
    return made(tmp_path_factory.mktemp("payloads"), files)


# ------------------------------------------------------------------------------ parsed pages


def test_every_field_with_a_payload_is_shown(payloads: Site) -> None:
    """The test would prove little if the payloads had been refused: each term has its page with all components."""
    assert len(list(payloads.out.glob("t*.html"))) == 2 * len(PAYLOADS) + 1
    first = parse((payloads.out / "t0.html").read_text("utf-8"))
    assert len(select(first, "section.part")) >= 20


def test_no_payload_becomes_an_element_or_an_attribute(payloads: Site) -> None:
    """On no page is there an element, an attribute or an address that an author wrote."""
    faults = [fault for path in sorted(payloads.out.rglob("*.html")) for fault in strange(path, payloads.out)]
    assert faults == []


def test_a_payload_as_a_name_is_shown_as_it_was_written(payloads: Site) -> None:
    """The heading is the author's text, character by character; no template was run in it."""
    for number, payload in enumerate(PAYLOADS):
        page = parse((payloads.out / f"t{number}.html").read_text("utf-8"))
        assert normal(text_of(select(page, "h1")[0])) == normal(CONTROL.sub("", f"T{number} {payload}"))


def test_no_page_holds_a_control_character(payloads: Site) -> None:
    """No escape in YAML writes what a file may not hold: HTML and XML cannot hold it either."""
    assert [path.name for path in payloads.out.rglob("*.html") if CONTROL.search(path.read_text("utf-8"))] == []


def test_structured_data_is_json_that_holds_the_text(payloads: Site) -> None:
    """No payload ends the element that holds the data, nor breaks the data."""
    for number, payload in enumerate(PAYLOADS):
        page = parse((payloads.out / f"t{number}.html").read_text("utf-8"))
        (island,) = select(page, "script[type]")
        graph = json.loads(island.text)["@graph"]
        assert normal(graph[0]["name"]) == normal(CONTROL.sub("", f"T{number} {payload}"))


KINDS = (
    "404.html", "a-z/index.html", "all/index.html", "compare/index.html", "index.html", "map/index.html", "map/payloads.html",
    "pages/p0.html", "paths/index.html", "paths/payloads.html", "quiz/index.html", "search/index.html",
    "sections/payloads.html", "t0.html", "tags/index.html",
)  # fmt: skip
"""A page of each kind."""


def test_there_is_a_page_of_each_kind_with_payloads(payloads: Site) -> None:
    """What is asked of all pages is asked of each kind, and each shows what authors wrote."""
    pages = {name: (payloads.out / name).read_text("utf-8") for name in KINDS}
    assert [name for name, text in pages.items() if "__pwned" not in text] == []
    assert "<math" in pages["all/index.html"]
    assert [text for text in pages.values() if "<img src=" not in text] == []


def shards(payloads: Site, folder: str) -> dict[str, Any]:
    """What the scripts of a folder below `assets/` hand over, by the function that they call: each is one call on one
    line, whose argument is JSON without a sign that ends a script or, in older ones, a text.
    """
    found: dict[str, Any] = {}
    for path in sorted((payloads.out / "assets" / folder).iterdir()):
        text = path.read_text("utf-8")
        call = re.fullmatch(r"glossary\.([a-z.]+)\(([^<\n\r\u2028\u2029]+)\);\n", text)
        assert call, path
        assert not CONTROL.search(text)
        data = json.loads(call[2])
        found[call[1]] = [*found.get(call[1], ()), *(data if isinstance(data, list) else data["terms"])]
    return found


def named() -> set[tuple[str, str]]:
    """The ids of the terms with a payload where that is valid, and their names."""
    found = enumerate(PAYLOADS)
    return {(f"t{number}", normal(CONTROL.sub("", f"T{number} {payload}"))) for number, payload in found}


def test_a_payload_in_a_script_of_data_is_a_text(payloads: Site) -> None:
    """Previews and the index of the search hold the names and definitions as they were written."""
    found = shards(payloads, "search") | shards(payloads, "previews")
    assert set(found) == {"finder.bodies", "finder.definitions", "finder.names", "previews"}
    assert {(row[0], normal(row[1])) for row in found["finder.names"]} >= named()
    assert {(row[0], normal(row[2])) for row in found["previews"]} >= named()
    assert {row[0] for row in found["finder.definitions"]} >= {term for term, _ in named()}
    assert "__pwned" in str(found["finder.definitions"])


def test_no_payload_becomes_markup_in_a_question(payloads: Site) -> None:
    """The questions that the page of the quiz draws are HTML: of this program alone."""
    rows = shards(payloads, "questions")["questions"]
    assert {(row[0], normal(row[1])) for row in rows} >= named()
    page = payloads.out / "quiz" / "index.html"
    assert [(term, fault) for term, _, _, html in rows for fault in strange_in(html, page, payloads.out)] == []
    assert [term for term, _, address, _ in rows if not (page.parent / address).is_file()] == []


FEED = frozenset({
    "author", "category", "entry", "feed", "id", "link", "name", "published", "rights", "subtitle", "summary", "title",
    "updated",
})  # fmt: skip
"""The elements of the feed."""


def test_no_payload_becomes_an_element_of_the_feed(payloads: Site) -> None:
    """A reader of XML finds our elements, links into the site, and the names as they were written."""
    feed = etree.fromstring((payloads.out / "feed.xml").read_bytes())
    assert {etree.QName(element).localname if isinstance(element.tag, str) else "?" for element in feed.iter()} <= FEED
    attributes = {name for element in feed.iter() for name in element.attrib}
    assert attributes <= {"href", "rel", "term", "type", "{http://www.w3.org/XML/1998/namespace}lang"}
    assert [href for href in feed.xpath("//@href") if not href.startswith("https://example.org/")] == []
    titles = {normal(entry.findtext("{*}title") or "") for entry in feed.iterfind("{*}entry")}
    assert titles
    assert titles <= {name for _, name in named()}


def test_no_payload_becomes_markdown_in_llms_txt(payloads: Site) -> None:
    """Rendered, it has headings, lists and links into the site, and shows the names as they were written."""
    page = parse(MarkdownIt("commonmark").render((payloads.out / "llms.txt").read_text("utf-8")))
    tags = {element.tag.rpartition("}")[2] for element in page.iter() if isinstance(element.tag, str)}
    assert tags <= {"html", "head", "body", "h1", "h2", "p", "blockquote", "ul", "li", "a"}
    links = {(link.get("href"), normal(text_of(link))) for link in select(page, "a")}
    assert [href for href, _ in links if not href.startswith("https://example.org/")] == []
    assert links >= {(f"https://example.org/{term}.html", name) for term, name in named()}


@pytest.mark.parametrize("part", range(4))
def test_no_payload_in_the_configuration_becomes_markup(part: int, tmp_path: Path) -> None:
    """Every text of glossary.yml is text, too, on all kinds of pages."""
    chosen = (*SCHEMES, " ".join(TEXTS[:20]), " ".join(TEXTS[20:]))[part::4]
    for number, payload in enumerate(chosen):
        files = {
            "terms/target.md": TARGET + payload,
            "terms/other.md": "---\nterm: Other\ndefinition: x\nsection: payloads\n---\n",
        }
        site = made(tmp_path / str(number), {**files, "glossary.yml": config(payload)})
        faults = [fault for path in sorted(site.out.rglob("*.html")) for fault in strange(path, site.out)]
        assert (payload, faults) == (payload, [])


@pytest.mark.parametrize("key", ["url", "repository"])
def test_no_page_names_an_address_that_is_none_of_the_web(key: str, tmp_path: Path) -> None:
    """An address of glossary.yml is named by pages only where it is one on the web."""
    for number, payload in enumerate(SCHEMES[::3]):
        site = made(tmp_path / str(number), {"terms/target.md": TARGET, "glossary.yml": f"{key}: {quoted(payload)}\n"})
        assert [fault for path in site.out.rglob("*.html") for fault in strange(path, site.out)] == []


NEVER = frozenset({
    "applet", "audio", "base", "embed", "frame", "frameset", "iframe", "object", "style", "template", "textarea",
    "video",
})  # fmt: skip
"""Elements that no page has."""

ADDRESSES = frozenset({
    "action", "background", "cite", "data", "formaction", "href", "longdesc", "manifest", "ping", "poster", "src",
    "srcset",
})  # fmt: skip
SCHEME = re.compile(r"[\x00-\x20]*[A-Za-z][A-Za-z0-9+.\s-]*:")


def strange(path: Path, out: Path) -> Iterator[str]:
    """What on the page at `path` no template of ours wrote."""
    yield from strange_in(path.read_text("utf-8"), path, out)


def strange_in(html: str, path: Path, out: Path) -> Iterator[str]:
    """What in HTML that the page at `path` shows no template of ours wrote."""
    for element in parse(html).iter():
        if isinstance(element.tag, str):
            yield from (f"{path.name}: {fault}" for fault in faults_of(element, path, out))
        else:
            yield f"{path.name}: a comment {element.text}"


def faults_of(element: Element, path: Path, out: Path) -> Iterator[str]:
    """What is strange about one element."""
    name = element.tag.rpartition("}")[2]
    if name in NEVER or "pwned" in name or not is_allowed(name, element, path, out):
        yield f"<{name}>"
    if name == "script" and not is_ours(element):
        yield f"<script>{element.text}"
    if name == "form" and element.get("role") != "search" and element.get("class") != "quiz":
        yield "<form>"
    if (
        name == "meta"
        and element.get("http-equiv") == "refresh"
        and not element.get("content", "").startswith("0; url=")
    ):
        yield f"refresh to {element.get('content')}"
    for key, value in element.attrib.items():
        if key.startswith("on") or key in {"style", "srcdoc", "integrity", "nonce"} or "pwned" in key:
            yield f"<{name} {key}={value}>"
        if key in ADDRESSES and not is_good(value, path, out, element):
            yield f"<{name} {key}={value!r}>"


def is_ours(script: Element) -> bool:
    """Whether a script is that of the head, a file (of the site, as `is_good` asks of all addresses), or data."""
    if script.text is None:
        return "src" in script.attrib
    return script.text == SCRIPT or script.get("type") in {"application/ld+json", "application/json"}


def is_allowed(name: str, element: Element, path: Path, out: Path) -> bool:
    """Whether an element that stands in few places is one of those that we wrote."""
    if name == "math":
        return is_formula(element)
    return name != "noscript" or is_hint(element, path, out)


def is_formula(math: Element) -> bool:
    """Whether all in it is of our lists, as the outermost element says that we made it."""
    return math.get("display") in {"block", "inline"} and all(
        element.tag.rpartition("}")[2] in ELEMENTS
        and all(name in ATTRIBUTES and ATTRIBUTES[name].fullmatch(value) for name, value in element.attrib.items())
        for element in math.iter()
    )


def is_hint(noscript: Element, path: Path, out: Path) -> bool:
    """Whether it is the one of the search's page: a paragraph without anything but a text."""
    inner = list(noscript)
    return path == out / "search" / "index.html" and [
        (each.tag.rpartition("}")[2], len(each), len(each.attrib)) for each in inner
    ] == [("p", 0, 0)]


def is_good(address: str, path: Path, out: Path, element: Element) -> bool:
    """Whether an address is on the web (links only), a fragment of the page, or inside the site; loaded files must be
    there.
    """
    if address.startswith(("https://", "http://", "mailto:")) and not any(ord(c) <= 0x20 for c in address):
        return element.tag in {"a", "link"} and element.get("rel", "") not in {"stylesheet", "icon"}
    if address.startswith("#"):
        return True
    if path.name == "404.html":
        address = address.removeprefix("/")
    if element.get("rel") == "external":
        return address.startswith("/") and not address.startswith("//")
    place = os.path.normpath(path.parent / unquote(address.partition("#")[0]))
    inside = place.startswith(str(out) + os.sep) and not SCHEME.match(address)
    return inside and (element.tag == "a" or Path(place).is_file())


def text_of(element: Element) -> str:
    return "".join(element.itertext())


def normal(text: str) -> str:
    return " ".join(CONTROL.sub("\ufffd", unicodedata.normalize("NFC", text)).split())


# ---------------------------------------------------------------------------------- a browser


class Watched(NamedTuple):
    """A page of a browser, what it said or ran, and what it asked for."""

    page: Page
    seen: list[str]
    asked: list[str]

    def look(self, name: str) -> None:
        """Open all that is folded, and note where a payload ran."""
        if self.page.evaluate(
            "document.querySelectorAll('details').forEach(d => { d.open = true }), '__pwned' in window"
        ):
            self.seen.append(f"{name} ran a payload")


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Watched]:
    context = chromium.new_context()
    page, seen, asked = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: seen.append(f"dialog: {dialog.message}"))
    page.on("pageerror", lambda error: seen.append(f"error: {error}"))
    page.on("console", lambda told: seen.append(f"{told.type}: {told.text}"))
    yield Watched(page, seen, asked)
    context.close()


def test_nothing_runs_in_a_browser(payloads: Site, watched: Watched) -> None:
    """Opened from the disk, no page runs a payload, opens a dialog, tells of an error or asks another host."""
    names = [name for name in KINDS if name != "404.html"]  # its addresses start at the top of a server
    names += [f"t{number}.html" for number in range(1, len(PAYLOADS))]
    names += [f"pages/p{number}.html" for number in range(5, len(PAYLOADS), 5)]
    for name in names:
        watched.page.goto(f"file://{payloads.out}/{name}")
        watched.look(name)
    assert watched.seen == []
    assert [url for url in watched.asked if not url.startswith(f"file://{payloads.out}/")] == []
    assert {f"file://{payloads.out}/{name}" for name in names} <= set(watched.asked)


def test_nothing_runs_of_what_scripts_show(payloads: Site, watched: Watched) -> None:
    """Nor does any term in the results of a search, in a preview or among the questions of a session."""
    page, place = watched.page, f"file://{payloads.out}"
    page.goto(f"{place}/search/index.html")
    page.fill("#search", "script")
    page.locator("[data-results] a", has_text="<script>").first.wait_for()
    watched.look("search")
    page.goto(f"{place}/quiz/index.html")
    page.locator("a[data-t=t0]").first.focus()
    page.locator(".preview", has_text="<script>").first.wait_for()
    watched.look("a preview")
    page.locator("[data-session] button").first.click()
    page.locator("[data-session] .quiz-question").first.wait_for()
    watched.look("a session")
    assert watched.seen == []
    assert [url for url in watched.asked if not url.startswith(f"{place}/")] == []
    folders = {url.removeprefix(f"{place}/assets/").partition("/")[0] for url in watched.asked}
    assert folders >= {"previews", "questions", "search"}


# ---------------------------------------------------------------------- templates of the site

PYTHON = (
    "{{ ''.__class__.__mro__ }}",
    "{{ site.__init__ }}",
    "{{ site.__class__ }}",
    "{{ site['__init__'] }}",
    "{{ page.__class__.__init__.__globals__ }}",
    "{{ site.labels.__dict__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ namespace.__init__ }}",
    "{{ self.__class__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ site.labels.text.__func__.__globals__ }}",
    "{{ page.parts.__class__ }}",
    "{{ site | attr('__class__') }}",
    "{{ [site] | map(attribute='__class__') | list }}",
    "{{ [site] | map('attr', '__class__') | list }}",
    "{{ [site] | groupby('__class__') }}",
    "{{ [site] | sort(attribute='__init__.__globals__') }}",
    "{{ '{0.__class__}'.format(site) }}",
    "{{ '%s' | format(site) }}",
    "{{ page.title.upper() }}",
    "{{ '<b pwned>' | safe }}",
    "{{ ('<b pwned>' | e).unescape() }}",
    "{{ site.script.format(site) }}",
    "{{ 'a' * 10**9 }}",
    "{{ 9**9**9 }}",
    "{{ 10**9 * '<' }}",
    "{{ [0] * 10**9 }}",
    "{{ 'a' | center(10**9) }}",
    "{{ 'a' | indent(10**9) }}",
    "{% for x in range(10**9) %}x{% endfor %}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{% include '/etc/passwd' %}",
    "{% include '../../etc/passwd' %}",
    "{% include 'builtin/../../../../etc/passwd' %}",
    "{% include 'term.html' %}",
    "{% import '../x' as x %}{{ x }}",
    "{% from '/etc/passwd' import x %}",
    "{% extends '/etc/passwd' %}",
    "{% do site %}",
    "{% if %}",
    "{{ ",
    "{% endblock %}",
    "{{ page.titel }}",
    "{{ 1 / 0 }}",
)
"""What a template of a site may try, on its third line."""

BOTTOMLESS = frozenset({"{% include 'term.html' %}"})
"""Attempts that end where the stack ends: on whichever line that is."""


@pytest.mark.parametrize("attempt", PYTHON)
def test_a_template_reaches_no_python(attempt: str, tmp_path: Path) -> None:
    """A template of a site that tries ends as `template-error` at its line, or shows nothing of Python; soon, either way."""
    text = f'{{% extends "builtin/term.html" %}}\n{{% block page %}}\n{attempt}\n{{% endblock %}}\n'
    started = time.perf_counter()
    site = made(tmp_path, {"terms/target.md": TARGET, "templates/term.html": text})
    assert time.perf_counter() - started < 5
    told = [(found.rule, Files(str(site.root)).place(found.span).line) for found in site.result.diagnostics]
    shown = site.out / "target.html"
    if shown.exists():
        assert told == []
        assert not [sign for sign in SIGNS if sign in shown.read_text("utf-8").split("</head>")[1]]
    else:
        assert [rule for rule, _ in told] == ["template-error"]
        assert told[0][1] in {3, 4} or attempt in BOTTOMLESS


def test_a_template_nested_without_end_is_told(tmp_path: Path) -> None:
    """A template that is too deep to be read is a fault of the template, at its line."""
    text = "\n\n{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}"
    site = made(tmp_path, {"terms/target.md": TARGET, "templates/term.html": text})
    (found,) = site.result.diagnostics
    assert (found.rule, Files(str(site.root)).place(found.span).line) == ("template-error", 3)


def test_a_template_that_takes_long_can_be_interrupted(tmp_path: Path) -> None:
    """Each page is bounded; a build of many ends with Ctrl-C."""
    many = "{% for a in l %}" * 2 + "{% if a == 1 %}{% endif %}" + "{% endfor %}" * 2
    files = {f"terms/t{number}.md": TARGET.replace("Target", f"T{number}") for number in range(600)}
    files["templates/term.html"] = (
        f'{{% extends "builtin/term.html" %}}{{% block page %}}{{% set l = {[1] * 500} %}}{many}{{% endblock %}}'
    )
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    call = [sys.executable, "-m", "glossary", "build", "--jobs", "1", str(tmp_path)]
    with subprocess.Popen(call, env=os.environ | {"XDG_CACHE_HOME": str(tmp_path)}, stderr=subprocess.PIPE) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=6)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) in {130, -signal.SIGINT}


SIGNS = ("<class", "&lt;class", "object at 0x", "&lt;function", "root:", "glossary.", "jinja2", "<b pwned")


def test_a_template_that_fails_names_its_line(tmp_path: Path) -> None:
    """The diagnostic lies in the file and on the line of the attempt, also in a macro that another template calls."""
    text = "{% macro takeaways(item, site) %}\n<p>\n{{ item.__class__ }}\n</p>\n{% endmacro %}\n"
    term_file = TARGET.replace("---\ndef", "---\ndef").replace("definition:", "takeaways: [One.]\ndefinition:")
    site = made(tmp_path, {"terms/target.md": term_file, "templates/components/takeaways.html": text})
    (found,) = site.result.diagnostics
    assert (found.rule, found.span.path) == ("template-error", "templates/components/takeaways.html")
    assert Files(str(site.root)).place(found.span).line == 3


def test_one_template_changes_the_pages_that_it_makes(tmp_path: Path) -> None:
    """`{% extends "builtin/term.html" %}` takes over the rest; all other pages stay as they were, byte by byte."""
    files = {
        "terms/target.md": TARGET,
        "terms/other.md": TARGET.replace("Target", "Other"),
        "pages/about.md": "---\ntitle: A\n---\n",
    }
    text = '{% extends "builtin/term.html" %}\n{% block head %}<meta name="ours" content="{{ page.title }}">{% endblock %}\n'
    before = tree(made(tmp_path / "before", files).out)
    after = tree(made(tmp_path / "after", {**files, "templates/term.html": text}).out)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed == {"target.html", "other.html"}
    page = after["target.html"]
    assert page is not None
    assert page.replace(b'<meta name="ours" content="Target">', b"").split() == (before["target.html"] or b"").split()


# ----------------------------------------------------------------------------- files and paths

SECRET = "what no page may show"  # noqa: S105 - a text to look for


def test_what_builds_remember_is_not_read_from_the_sources(tmp_path: Path) -> None:
    """A memo, an output or a private folder that came with the sources changes nothing, whatever is in it."""
    files = {"terms/target.md": TARGET, "terms/other.md": TARGET.replace("Target", "Other")}
    forged = made(tmp_path / "forged", {**files, "terms/target.md": TARGET.replace("What", SECRET)})
    clean = made(tmp_path / "clean", files)
    root = tmp_path / "site"
    shutil.copytree(clean.root, root)
    memo = next((tmp_path / "forged" / "cache").iterdir())
    for name in (".cache/glossary-site", "cache", ".glossary", memo.name, f".glossary/{memo.name}", "terms/cache"):
        shutil.copytree(memo, root / name)
    shutil.copytree(forged.out, root / "site")
    (root / "site" / "evil.html").write_text(SECRET, "utf-8")
    with (root / "site" / MARKER).open("a", encoding="utf-8") as marker:
        marker.write("evil.html\n../../secret.png\n")
    (root / ".site.glossary").mkdir()
    for name in ("stamp", "state", "lock"):
        (root / ".site.glossary" / name).write_text(SECRET, "utf-8")
    outcome = built(root, root / "site", tmp_path / "cache")
    assert outcome.result.written
    assert difference(tree(clean.out), tree(root / "site")) == ""
    with pytest.raises(Refused):
        built(root, root / "site", root / "cache")


PATHS_OUT = (
    "../../secret.png",
    "/../../secret.png",
    "/etc/passwd",
    "../../../../../../../../etc/passwd",
    "..%2f..%2fsecret.png",
    "....//....//secret.png",
    "a/../../../secret.png",
    "file:///etc/passwd",
    "//pwned.example/x.png",
    "\\\\pwned.example\\x.png",
    "/\\pwned.example/x.png",
    "https://pwned.example/x.png",
    "data:image/png;base64,AAAA",
    "data:image/svg+xml,<svg onload=1>",
    "link.png",
    "folder/secret.png",
    "..\\..\\secret.png",
)


def test_no_picture_leads_out_of_the_site(tmp_path: Path) -> None:
    """Neither a path nor a symbolic link brings a file from elsewhere into the site."""
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("secret.png", "secret.md", "secret.html", "secret.css"):
        (outside / name).write_text(f"---\nterm: Secret\ndefinition: {SECRET}\n---\n{SECRET}", "utf-8")
    (tmp_path / "secret.png").write_text(SECRET, "utf-8")
    lines = [f"![a picture](<{path}>)\n" for path in PATHS_OUT]
    files = {
        "terms/target.md": TARGET + "\n".join(lines),
        "pages/about.md": "---\ntitle: About\n---\n" + "\n".join(lines),
        **{
            f"terms/c{number}.md": matter(
                {"term": f"C{number}", "definition": "x", "cover": {"image": path, "alt": "x"}}
            )
            for number, path in enumerate(PATHS_OUT)
        },
    }
    root = tmp_path / "site"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    links = {
        "terms/link.png": "secret.png",
        "terms/linked.md": "secret.md",
        "pages/linked.md": "secret.md",
        "static/site.css": "secret.css",
        "static/linked.png": "secret.png",
        "templates/footer.html": "secret.html",
        "terms/folder": "",
        "static/folder": "",
    }
    for place, goal in links.items():
        (root / place).parent.mkdir(exist_ok=True)
        (root / place).symlink_to(outside / goal)
    outcome = built(root, tmp_path / "out", tmp_path / "cache")
    assert [path for path, data in tree(tmp_path / "out").items() if SECRET.encode() in (data or b"")] == []
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_symlink()] == []
    pages = sorted((tmp_path / "out").rglob("*.html"))
    faults = [fault for path in pages for fault in strange(path, tmp_path / "out")]
    assert "\n".join(faults) == ""
    rules = {found.span.path: found.rule for found in outcome.result.diagnostics}
    assert {place: rules.get(place) for place in links} == dict.fromkeys(links, "unsafe-path")


def test_no_relative_link_leads_out_of_the_site(tmp_path: Path) -> None:
    """A link by a path leads to a page of the site; another is told and shown as text."""
    lines = "".join(f"[a link](<{path}>)\n" for path in PATHS_OUT)
    site = made(tmp_path, {"terms/target.md": TARGET + lines, "pages/about.md": "---\ntitle: About\n---\n" + lines})
    faults = [fault for path in site.out.rglob("*.html") for fault in strange(path, site.out)]
    assert "\n".join(faults) == ""


@pytest.mark.parametrize(
    "key", ["terms", "pages", "image", "theme: {logo", "repository: {url: 'https://example.org', folder"]
)
@pytest.mark.parametrize("path", ["../outside", "/etc", "~/x", "a/../../outside", "..", "c:\\x", "\\\\host\\x"])
def test_no_path_of_the_configuration_leads_out(key: str, path: str, tmp_path: Path) -> None:
    """A path of glossary.yml that is not inside its folder is refused where it stands."""
    closing = "}" if "{" in key else ""
    site = made(tmp_path, {"terms/target.md": TARGET, "glossary.yml": f"{key}: '{path}'{closing}\n"}, check=True)
    assert [found.rule for found in site.result.diagnostics] == ["unsafe-path"]
