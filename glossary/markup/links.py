"""Where an address in a text leads, judged once, for links and images alike."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final, Literal, NamedTuple
from urllib.parse import unquote

from glossary.markup.signs import short
from glossary.text.near import nearest

Kind = Literal["external", "here", "path", "base", "root", "unknown"]


class Target(NamedTuple):
    """An address. `external`: `address` may stand in `href` once it is escaped. `here`: a fragment of this page.

    `path`: a relative address, decoded. `base`: one below the base, relative to it, decoded. `root`: another address
    that starts with `/`.
    `unknown`: a scheme that is not followed; `fragment` is then the scheme.
    """

    kind: Kind
    address: str
    fragment: str = ""


_IGNORED = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]")
"""What browsers leave out of an address, and what a reader cannot see: neither may hide a scheme."""
_SCHEME = re.compile(r"([^/?#\\]*?):")
_FOLLOWED = re.compile(r"(?:https?://[^/\\?#]|mailto:.)", re.IGNORECASE | re.DOTALL)
_CUT = re.compile(r"https?:(?://[/?#]*)?|mailto:", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x20\"<>\\^`{|}\x7f-\xa0]|%(?![0-9A-Fa-f]{2})")
_ANCHOR_UNSAFE = re.compile(r"[\x00-\x20\"'<>&%\x7f-\xa0]")


def target(address: str, base: str) -> Target:
    """Where `address`, with entities and backslashes decoded, leads; `base` is `Dialect.base`."""
    seen = _IGNORED.sub("", address)
    if scheme := _SCHEME.match(seen):
        if _FOLLOWED.match(seen):
            return Target("external", quoted(address.strip()) if _FOLLOWED.match(address) else quoted(seen))
        return Target("unknown", address, scheme[1] + ":")
    if seen[:2].replace("\\", "/") == "//" or seen[:1] == "\\":
        return Target("unknown", address, "//")
    path, _, fragment = address.partition("#")
    if not path and "#" in address:
        return Target("here", "", unquote(fragment))
    if seen[:1] in {"/", "\\"}:
        return _rooted(address, path, unquote(fragment), base)
    return Target("path", unquote(path.partition("?")[0]), unquote(fragment))


def no_address(to: Target) -> tuple[str, str]:
    """Why an address of an unknown scheme is none, and a question whether another was meant, or nothing."""
    if _CUT.fullmatch(to.address):
        return f"`{short(to.address)}` leads nowhere", "write all of the address, such as `https://example.org`"
    name = to.fragment.removesuffix(":").lower()
    meant = name if name in _BEGINNINGS else nearest(name, _BEGINNINGS)
    help_ = f"did you mean `{_BEGINNINGS[meant]}`?" if meant else ""
    if name in {"http", "https"}:
        return f"`{short(to.fragment)}` lacks the `//` after it", help_
    return f"an address may not start with `{short(to.fragment)}`", help_


_BEGINNINGS: Final = MappingProxyType({"http": "http://…", "https": "https://…", "mailto": "mailto:name@…"})


def _rooted(address: str, path: str, fragment: str, base: str) -> Target:
    below = f"/{base.strip('/')}/".replace("//", "/")
    path = path.partition("?")[0]
    if base and f"{path}/".startswith(below):
        return Target("base", unquote(path[len(below) :]).strip("/").removesuffix(".md"), fragment)
    return Target("root", address)


def quoted(address: str) -> str:
    """`address` with what may not stand in a URL percent-encoded (WHATWG URL § 4.3); other scripts stay readable."""
    return _UNSAFE.sub(_percent, address)


def anchor(fragment: str) -> str:
    """A fragment as it stands in `href="#…"`: safe without escaping."""
    return _ANCHOR_UNSAFE.sub(_percent, fragment)


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode())
