"""What a folder was written for: told by the files that its program asks for, else by the keys that it knows."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.text.diagnostic import Report
from glossary.text.source import Source, read_text
from glossary.yaml.compose import compose
from glossary.yaml.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping as Dictionary

    from glossary.edits.survey import Use


class Sign(NamedTuple):
    """A program, a file or folder by which it is known, and folders of which one must be there, too."""

    tool: str
    name: str
    beside: tuple[str, ...] = ()


HUGO_CONFIG: Final = ("config.toml", "config.yaml", "config.yml", "config.json")
SIGNS: Final = (
    Sign("Obsidian", ".obsidian"),
    *(Sign("MkDocs", name) for name in ("mkdocs.yml", "mkdocs.yaml")),
    *(Sign("Docusaurus", f"docusaurus.config.{ending}") for ending in ("js", "ts", "mjs", "cjs")),
    *(Sign("Hugo", f"hugo.{ending}") for ending in ("toml", "yaml", "yml", "json")),
    *(Sign("Hugo", name, ("content", "archetypes", "layouts")) for name in HUGO_CONFIG),
    *(Sign("Jekyll", name) for name in ("_config.yml", "_config.yaml", "_config.toml")),
)
"""In the order in which they are looked for."""

HOMES: Final = {
    "Hugo": ("contentDir", "content"),
    "MkDocs": ("docs_dir", "docs"),
    "Docusaurus": ("", "docs"),
}
"""Where a program looks for Markdown: the key that says so, and the folder without it."""

TITLES: Final = ("title", "site_name", "name")
LANGUAGES: Final = ("languageCode", "defaultContentLanguage", "lang", "locale")

OWN_KEYS: Final = {
    "Hugo": frozenset(
        [
            "lastmod",
            "weight",
            "url",
            "type",
            "layout",
            "menu",
            "cascade",
            "linktitle",
            "outputs",
            "build",
            "params",
            "toc",
            "markup",
        ]
    ),
    "Jekyll": frozenset(
        [
            "layout",
            "permalink",
            "nav_order",
            "parent",
            "grand_parent",
            "has_children",
            "has_toc",
            "published",
            "nav_exclude",
        ]
    ),
    "Obsidian": frozenset(["cssclass", "cssclasses", "publish", "kanban-plugin", "up"]),
    "MkDocs": frozenset(["hide", "template", "icon", "status", "search", "comments"]),
    "Docusaurus": frozenset(
        [
            "sidebar_label",
            "sidebar_position",
            "sidebar_class_name",
            "hide_title",
            "hide_table_of_contents",
            "pagination_label",
            "pagination_next",
            "pagination_prev",
            "custom_edit_url",
            "displayed_sidebar",
            "last_update",
            "unlisted",
            "toc_min_heading_level",
            "toc_max_heading_level",
        ]
    ),
}
"""Keys that mean something to one program, and nothing about a term."""

TELLING: Final = {
    "Jekyll": frozenset({"permalink", "nav_order", "has_children", "grand_parent"}),
    "Obsidian": frozenset({"cssclass", "cssclasses", "kanban-plugin"}),
    "Docusaurus": frozenset({"sidebar_label", "sidebar_position", "pagination_next", "hide_table_of_contents"}),
    "Hugo": frozenset({"lastmod", "linktitle", "cascade", "weight"}),
}
"""Keys that hardly anybody else writes."""

_JS_TEXT: Final = re.compile(r"^\s*(?P<key>\w+):\s*(?P<quote>['\"`])(?P<text>[^'\"`\n]*)(?P=quote)", re.MULTILINE)


class Origin(NamedTuple):
    """A program, by what it was recognised, where its Markdown stands, and what it calls the site."""

    tool: str = ""
    sign: str = ""
    home: str = ""
    title: str = ""
    language: str = ""


NOTHING: Final = Origin()


def sign_in(names: Collection[str]) -> Sign | None:
    """The sign that is among the names of the files and folders in one folder."""
    for sign in SIGNS:
        if sign.name in names and (not sign.beside or any(name in names for name in sign.beside)):
            return sign
    return None


def origin_of(sign: Sign, data: bytes) -> Origin:
    """The origin that a sign tells; `data` are the bytes of the file, empty for a folder."""
    values = _settings(sign.name, data)
    key, home = HOMES.get(sign.tool, ("", ""))
    home = values.get(key, home).strip("/") if ".." not in values.get(key, "") else home
    title = next((" ".join(values[name].split()) for name in TITLES if values.get(name, "").strip()), "")
    language = next((values[name] for name in LANGUAGES if values.get(name)), "")
    return Origin(sign.tool, sign.name, home, title, language)


def origin_by_keys(used: Dictionary[str, Use], files: int) -> Origin:
    """The origin that the keys of front matter tell, where they stand in a third of the files."""
    for tool, keys in TELLING.items():
        found = [used[key].key for key in sorted(keys) if key in used and used[key].files * 3 >= files]
        if found:
            return Origin(tool, f"the key {found[0]}")
    return NOTHING


def _settings(name: str, data: bytes) -> dict[str, str]:
    """The texts at the top of a file of settings; none where it cannot be read."""
    if name.endswith(".toml"):
        return _toml(data)
    text, _ = read_text(Source(name, data, ""))
    if text is None:
        return {}
    if name.startswith("docusaurus"):
        found: dict[str, str] = {}
        for match in _JS_TEXT.finditer(text.content):
            found.setdefault(match["key"], match["text"])
        return found
    # JSON is YAML, too.
    node = compose(0, len(text.content), Report(text)).node
    pairs = node.items if isinstance(node, Mapping) else ()
    return {key.value: value.value.strip() for key, value in pairs if isinstance(value, Scalar)}


def _toml(data: bytes) -> dict[str, str]:
    try:
        found = tomllib.loads(data.decode("utf-8", "replace"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str)}
