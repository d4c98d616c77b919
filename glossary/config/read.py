"""`glossary.yml` becomes a `Site`."""

from __future__ import annotations

from fnmatch import translate
from typing import TYPE_CHECKING, Any, Final

from glossary.config.leaves import CONFIG_LEAVES, Describing
from glossary.config.schema import Config, Mapped, Site
from glossary.config.texts import TEXT_LEAVES
from glossary.markup.mathml import EXTRA, LIBRARY, is_installed
from glossary.text.bidi import check_direction
from glossary.text.diagnostic import Diagnostic, Report
from glossary.text.english import ENGLISH
from glossary.text.near import nearest
from glossary.text.rules import DEFAULTS, FIRM
from glossary.text.source import read_text
from glossary.yaml.compose import compose
from glossary.yaml.decode import top
from glossary.yaml.keys import near, no_mapping
from glossary.yaml.leaves import LEAVES
from glossary.yaml.nodes import KIND, Mapping, Node, Scalar, Sequence, empty, part, short
from glossary.yaml.quotes import check_quotes
from glossary.yaml.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as Dictionary

    from glossary.markup.compiler import Compiler
    from glossary.text.source import Source

NAME: Final = "glossary.yml"
ADDRESSED: Final = frozenset({"sitemap", "feed"})
"""Exports that are whole addresses."""

IGNORED: Final = ("_*", ".*", "README.md")


def read_config(
    source: Source | None, compiler: Compiler, fields: Dictionary[str, frozenset[str]]
) -> tuple[Site, tuple[Diagnostic, ...]]:
    """The site that `source` describes, and all that is wrong with it. Without a source it is the default site.

    `fields` are the fields of a term, to which `fields:` may map, each with the keys inside it. Never raises.
    """
    if source is None:
        return Site(Config()), ()
    text, faults = read_text(source)
    if text is None:
        return Site(Config()), faults
    report = Report(text)
    check_direction(report)
    node = compose(0, len(text.content), report, Config).node
    writing = Describing(compiler, report)
    reading = Reading(report, writing)
    reading.kind = Config
    if node is not None and not isinstance(node, Mapping):
        no_mapping(node, reading, "title: My glossary")
    if not isinstance(node, Mapping):
        return Site(Config()), tuple(report.found)
    site = _site(node, reading, fields)
    return site, tuple(report.found)


def globs(patterns: Iterable[str]) -> str:
    """A regular expression for the parts of a path of which one, or the whole, matches a glob pattern. A pattern that
    starts with `/` is matched by the whole, or the first part, behind a `/`: nothing deeper is meant.
    """
    return "|".join(
        translate(pattern) if pattern.startswith("/") else f"(?!/){translate(pattern)}" for pattern in patterns
    )


def matched(path: str) -> tuple[str, ...]:
    """The texts of which `globs` has to match one, for the path of a file to be meant."""
    if "/" not in path:
        return path, f"/{path}"
    parts = path.split("/")
    return path, *parts, f"/{path}", f"/{parts[0]}"


def _site(node: Mapping, reading: Reading, fields: Dictionary[str, frozenset[str]]) -> Site:
    config = Config(**top(Config, LEAVES | TEXT_LEAVES | CONFIG_LEAVES)(node, reading))
    parts = {key.value: inner for key, inner in node.items}
    for name in ("title", "description"):
        if isinstance(text := parts.get(name), Scalar):
            check_quotes(text, reading.report)
    _check_rules(parts.get("rules"), reading)
    _check_unique(parts.get("sections"), config.sections, reading)
    _check_unique(parts.get("paths"), config.paths, reading)
    if "url" not in parts:
        _check_placeless(config, parts, reading)
    if config.math and not is_installed():
        message = f"`math` needs {LIBRARY}, which is not installed"
        reading.fault("missing-extra", parts["math"], message, f"install it: `pip install '{EXTRA}'`")
    if config.language.partition("-")[0].lower() != ENGLISH.language:
        message = f"there are no labels in `{config.language}`: the words of the theme are shown in English"
        help_ = "set `rules: {missing-label: off}` to accept that"
        reading.fault("missing-label", parts["language"], message, help_)
    mapped, ignored = _mapping(parts.get("fields"), reading, fields)
    adopting = bool(mapped) or config.adopt is not None
    kept: Describing = reading.extra
    place_of = reading.report.text.offset
    folders = {
        name: (place_of(node.start), place_of(node.end))
        for name, node in parts.items()
        # What stands there and cannot be read was reported, and means nothing.
        if name in {"terms", "pages"} and isinstance(node, Scalar) and getattr(config, name) in node.value
    }
    return Site(config, mapped, ignored, tuple(kept.refs), adopting, tuple(kept.entries), folders)


def _check_placeless(config: Config, parts: Dictionary[str, Node], reading: Reading) -> None:
    """Report what asks for the address of the site, which nobody told."""
    help_ = "add `url: https://…`, where the site will stand"
    if config.image:
        message = "`image` needs `url`: who shows a preview asks for the whole address of its picture"
        reading.fault("missing-field", parts["image"], message, help_)
    for name in sorted(ADDRESSED.intersection(config.exports or ())):
        message = f"the export `{name}` needs `url`: it lists whole addresses"
        reading.fault("missing-field", parts["exports"], message, help_)


def _check_rules(node: Node | None, reading: Reading) -> None:
    for key, value in node.items if isinstance(node, Mapping) else ():
        if key.value in FIRM and isinstance(value, Scalar) and value.value in {"warning", "off"}:
            message = f"`{key.value}` cannot be `{value.value}`: what it reports is not read, and would be missing"
            help_ = "delete this; mend what is reported, or leave the file out with `ignore:`"
            reading.fault("invalid-value", value, message, help_)
        elif key.value not in DEFAULTS:
            meant = nearest(key.value, DEFAULTS)
            reading.fault(
                "unknown-rule",
                key,
                f"there is no rule `{short(key.value)}`",
                f"did you mean `{meant}`?" if meant else "`glossary rules` lists all of them",
            )


def _check_unique(node: Node | None, values: tuple[Any, ...], reading: Reading) -> None:
    if not isinstance(node, Sequence) or len(node.items) != len(values):
        return
    seen: set[str] = set()
    for item, value in zip(node.items, values, strict=True):
        if value.id in seen:
            place = part(item, "id") if isinstance(item, Mapping) else None
            reading.fault("duplicate-id", place or item, f"the id `{value.id}` stands twice", "give each its own id")
        seen.add(value.id)


def _mapping(
    node: Node | None, reading: Reading, fields: Dictionary[str, frozenset[str]]
) -> tuple[dict[str, Mapped], frozenset[str]]:
    mapped: dict[str, Mapped] = {}
    ignored: set[str] = set()
    if node is None or empty(node):
        return mapped, frozenset()
    reading.field = "fields"
    if not isinstance(node, Mapping):
        reading.wrong(node, KIND[Mapping], "write lines such as `term: title`: our key, then theirs")
        return mapped, frozenset()
    for key, inner in node.items:
        if key.value == "ignore":
            ignored.update(name.casefold() for name in _texts(inner, reading))
        elif key.value in fields:
            _map_one(key.value, inner, reading, mapped, fields[key.value])
        else:
            _strange(key, inner, reading, mapped, fields)
    reading.field = ""
    return mapped, frozenset(ignored)


def _strange(
    key: Scalar, inner: Node, reading: Reading, mapped: dict[str, Mapped], fields: Dictionary[str, frozenset[str]]
) -> None:
    """Report a key that is no field. What was probably meant is mapped, or each term would be reported, too."""
    message = f"there is no field `{short(key.value)}` of a term to map to"
    if isinstance(inner, Scalar) and (ours := inner.value.strip()) in fields:
        reading.fault(
            "unknown-key", key, message, f"the other way round: `{ours}: {short(key.value)}`, our key, then theirs"
        )
        mapped[key.value.casefold()] = Mapped(ours)
        return
    meant = near(key.value, fields)
    reading.fault(
        "unknown-key",
        key,
        message,
        f"did you mean `{meant}`?" if meant else "our key stands on the left, theirs on the right",
    )
    if meant:
        _map_one(meant, inner, reading, mapped, fields[meant])


def _map_one(field: str, node: Node, reading: Reading, mapped: dict[str, Mapped], names: frozenset[str]) -> None:
    if not isinstance(node, Mapping):
        for name in _texts(node, reading):
            mapped[name.casefold()] = Mapped(field)
        return
    inner: dict[str, str] = {}
    theirs = field
    for key, value in node.items:
        if not isinstance(value, Scalar):
            reading.wrong(value, "a key", "write `our key: their key` pairs")
        elif key.value == "key":
            theirs = value.value.strip()
        elif key.value in names:
            inner[value.value.strip().casefold()] = key.value
        else:
            meant = near(key.value, names)
            help_ = f"did you mean `{meant}`?" if meant else "keys here: " + ", ".join(("key", *sorted(names)))
            reading.fault("unknown-key", key, f"there is no key `{short(key.value)}` in `{field}`", help_)
    mapped[theirs.casefold()] = Mapped(field, inner)


def _texts(node: Node, reading: Reading) -> tuple[str, ...]:
    items = node.items if isinstance(node, Sequence) else (node,)
    for item in items:
        if not isinstance(item, Scalar):
            reading.wrong(item, "a key or a list of keys", "write a key of theirs, such as `title`, or `[title, name]`")
    return tuple(item.value.strip() for item in items if isinstance(item, Scalar) and item.value.strip())
