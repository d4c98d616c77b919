"""What an author could try, and a site in which every field of text holds it."""

from __future__ import annotations

import json
from base64 import b64decode
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from glossary.build.run import Options, Outcome, build
from glossary.config.schema import Address, Colour, Config, Home, Kind, Logo, Preview, SitePath, Tag
from glossary.config.texts import Block, Inline, Name, Phrase, Picture
from glossary.term.schema import SectionId, Term, TermId
from glossary.text.address import make_id
from glossary.yaml.leaves import Count, Day, Digest, Flag, Plain, Raw, Slug, Url

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from glossary.build.whole import Result

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
