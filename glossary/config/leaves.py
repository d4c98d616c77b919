"""Scalars of `glossary.yml` that a term does not have, or reads otherwise, and how each is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from glossary.config.schema import KINDS, Address, Colour, Home, Kind, Logo, Preview, SitePath, Tag
from glossary.config.texts import Ref, Writing
from glossary.text.address import is_web, scheme, uri
from glossary.yaml.leaves import Url
from glossary.yaml.nodes import short
from glossary.yaml.reading import NOTHING

if TYPE_CHECKING:
    from glossary.markup.compiler import Compiler
    from glossary.text.diagnostic import Report
    from glossary.yaml.nodes import Scalar
    from glossary.yaml.reading import Leaf, Reading


class Describing(Writing):
    """What is kept of `glossary.yml` on its way: texts and references as of a term, and the entries of the bar."""

    def __init__(self, compiler: Compiler, report: Report) -> None:
        super().__init__(compiler, report)
        self.entries: list[Ref] = []

    def enter(self, kind: str, target: str, node: Scalar) -> None:
        """Keep what an entry of the bar leads to; `kind` as in `Site.entries`."""
        text = self.report.text
        self.entries.append(Ref("theme", kind, target, "", text.offset(node.start), text.offset(node.end)))


_DIGITS: Final = "(?:[0-9A-Fa-f]{3}){1,2}"


_GIT: Final = re.compile(r"git@(?P<host>[\w.-]+):(?P<path>[^\s:]+?)(?:\.git)?")
_SIGNED_IN: Final = re.compile(r"https?://[^/?#]*@", re.IGNORECASE)


def web(node: Scalar, reading: Reading) -> Any:
    """The address of a site or a repository; another one would stand on every page."""
    value = node.value.strip()
    if _SIGNED_IN.match(value):
        message = f"`{reading.key}` stands on every page, and this one has a name or a password before `@`"
        return reading.fault("invalid-value", node, message, "write the address without what stands before `@`")
    if is_web(value) and scheme(value) != "mailto":
        if "?" in value or "#" in value:
            straight = re.split("[?#]", value)[0]
            message = f"paths are added to `{reading.key}`, so nothing can stand behind a `?` or `#` in it"
            return reading.fault("invalid-value", node, message, f"write `{short(straight)}`")
        try:
            uri(value)
        except ValueError:
            message = f"no web address can be called `{short(value)}`: look at what follows `//`"
            return reading.fault("invalid-value", node, message, "write one such as `https://example.org/words/`")
        return value
    message = f"`{reading.key}` wants a web address, but here is `{short(value)}`"
    whole = f"https://{value}"
    host = "." in value and ":" not in value and is_web(whole)
    help_ = f"write `{short(whole)}`" if host else "write an address that starts with `https://`"
    if signed := _GIT.fullmatch(value):
        help_ = f"write `https://{signed['host']}/{signed['path']}`"
    elif is_web("".join(value.split())):
        help_ = f"delete the space: `{short(''.join(value.split()))}`"
    return reading.fault("invalid-value", node, message, help_)


def site_path(node: Scalar, reading: Reading) -> Any:
    """A path that stays inside the site's folder."""
    value = node.value.strip().removesuffix("/").removeprefix("./")
    parts = value.split("/")
    if is_web(value):
        message = f"`{short(value)}` is an address on the web, where a path is asked for"
        return reading.fault("unsafe-path", node, message, "put the file beside glossary.yml, and write its path")
    if "\\" in value and ":" not in value and ".." not in value and value[0] != "\\":
        message = f"the path `{short(node.value)}` is written with `\\`"
        straight = value.replace("\\", "/").removeprefix("./")
        return reading.fault("unsafe-path", node, message, f"write `{straight}`")
    if value.startswith(("/", "~")) or ".." in parts or "\\" in value or ":" in value:
        return reading.fault(
            "unsafe-path",
            node,
            f"the path `{short(node.value)}` leads out of the folder of glossary.yml",
            "write a path relative to glossary.yml, with `/` and without `..`",
        )
    return value if value != "." else ""


_TAG: Final = (
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))?"
)
"""Language, script, region and one variant (RFC 5646 § 2.1): all that a page's language says."""


def tag(node: Scalar, reading: Reading) -> Any:
    """A language, as far as its form tells."""
    value = node.value.strip()
    if re.fullmatch(_TAG, value):
        return value
    message = f"`{reading.key}` wants the tag of a language, but here is `{short(value)}`"
    help_ = "write two or three letters, such as `en`, `pt-BR`, `zh-Hant`"
    if re.fullmatch(_TAG, hyphened := value.replace("_", "-")):
        help_ = f"write `{hyphened}`"
    return reading.fault("invalid-value", node, message, help_)


def colour(node: Scalar, reading: Reading) -> Any:
    """A colour, of which the shades of links are made."""
    value = node.value.strip()
    if re.fullmatch(f"#{_DIGITS}", value):
        return value
    message = f"`{reading.key}` wants a colour, but here is `{short(value)}`"
    help_ = 'quote three or six hexadecimal digits after a `#`, such as `"#17604d"`'
    if re.fullmatch(_DIGITS, value):
        help_ = f'write `"#{value}"`'
    return reading.fault("invalid-value", node, message, help_)


def kind(node: Scalar, reading: Reading) -> Any:
    """What an entry of the bar leads to. A page is looked for once all are known."""
    value = node.value.strip()
    if is_web(value):
        message = f"`{reading.key}` wants the name of a page here, but this is an address"
        return reading.fault("wrong-type", node, message, f"write `{{title: …, url: {short(value)}}}`")
    if value not in KINDS:
        reading.extra.enter("page", value, node)
    return value


def address(node: Scalar, reading: Reading) -> Any:
    """Where an entry of the bar leads. An address of this site is looked for once all are known."""
    value = node.value.strip()
    if is_web(value):
        return value
    if scheme(value) or value.startswith(("/", ".")) or not value.isprintable():
        message = f"`{short(value)}` is no address that the bar can lead to"
        help_ = "write one that starts with https://, or one of this site from its top, as `sections/models.html`"
        return reading.fault("invalid-value", node, message, help_)
    reading.extra.enter("url", value, node)
    return value


def _picture_of(field: str, endings: tuple[str, ...]) -> Leaf:
    """Reads the path of a picture with one of these endings; the reference to it is told by `field`."""

    def read(node: Scalar, reading: Reading) -> Any:
        value = site_path(node, reading)
        if value is NOTHING:
            return value
        if not node.value.strip().lower().endswith(endings):
            message = f"`{reading.key}` wants a picture, but here is `{short(node.value)}`"
            help_ = "write the path of a file that ends in " + ", ".join(endings)
            return reading.fault("invalid-value", node, message, help_)
        reading.extra.refer("image", value, node, field)
        return value

    return read


PREVIEWS: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""What the sites that show previews can show."""

_PAGE_OF_IT: Final = re.compile(
    r"(?P<url>https?://.+?)/(?:-/)?(?:tree|blob|src/branch)/(?P<branch>[^/]+)(?:/(?P<folder>.+?))?/?"
)
"""The address of a folder or file in a repository, as GitHub, GitLab and Forgejo have them."""


def home(node: Scalar, reading: Reading) -> Any:
    """The address of a repository; that of a page within it, or for cloning it, leads nowhere once a path follows."""
    value = web(node, reading)
    if value is NOTHING:
        return value
    if within := _PAGE_OF_IT.fullmatch(value):
        parts = ", ".join(f"{name}: {part}" for name, part in within.groupdict().items() if part)
        message = f"`{short(value)}` is a page within the repository"
        return reading.fault("invalid-value", node, message, f"write `repository: {{{parts}}}`")
    if value.endswith(".git"):
        message = f"`{short(value)}` is for cloning the repository: no page stands there"
        return reading.fault("invalid-value", node, message, f"write `{value.removesuffix('.git')}`")
    return value


CONFIG_LEAVES: dict[Any, Leaf] = {
    Address: address,
    Colour: colour,
    Home: home,
    Kind: kind,
    Logo: _picture_of("logo", (*PREVIEWS, ".avif", ".svg")),
    Preview: _picture_of("image", PREVIEWS),
    SitePath: site_path,
    Tag: tag,
    Url: web,
}
"""How each kind of scalar is read, in place of or beside those that a term has."""
