"""Every word of the theme stands in the catalogue, and every word of the catalogue is used."""

import re
from collections.abc import Iterator
from pathlib import Path

from glossary.text.english import ENGLISH

ROOT = Path(__file__).parents[1]
CODE = sorted((ROOT / "glossary").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

ATTRIBUTE = re.compile(r"\bsite\.labels\.(\w+)")
PART = r"(?:[\w-]+|\{[^{}]*\})"
QUOTED = re.compile(rf'"({PART}(?:\.{PART})+|date)"')


def quoted() -> Iterator[str]:
    """Texts in the code that look like keys; a part that is computed is `{…}`."""
    for path in CODE:
        if path.name != "english.py":
            yield from QUOTED.findall(path.read_text(encoding="utf-8"))


def patterns() -> list[re.Pattern[str]]:
    """The keys that the code asks for, a computed part standing for any word."""
    return [re.compile(re.sub(r"\\\{.*?\\\}", r"[\\w-]+", re.escape(key))) for key in set(quoted())]


def attributes() -> dict[str, str]:
    """Where templates ask for which label, by the attribute's name."""
    return {name: path.name for path in TEMPLATES for name in ATTRIBUTE.findall(path.read_text(encoding="utf-8"))}


def test_templates_ask_for_labels_that_exist_and_have_no_places() -> None:
    words = vars(ENGLISH.words())

    assert {name: where for name, where in attributes().items() if name not in words} == {}


def test_the_code_asks_for_labels_that_exist() -> None:
    families = {key.partition(".")[0] for key in ENGLISH.table}
    asked = {
        key for key in quoted() if "{" not in key and key.partition(".")[0] in families and key not in ENGLISH.table
    }

    assert {key for key in asked if not re.search(r"\.(?:css|html|js|xml|txt|md|yml|svg|json|py)$", key)} == set()


def test_no_label_is_unused() -> None:
    shown = set(attributes())
    found = patterns()
    unused = [
        key for key in ENGLISH.table if key.replace(".", "_") not in shown and not any(p.fullmatch(key) for p in found)
    ]

    assert unused == []


def test_attributes_stand_for_one_key_each() -> None:
    names = [key.replace(".", "_") for key in ENGLISH.table]

    assert len(names) == len(set(names))


def test_a_counted_label_has_the_forms_that_english_needs() -> None:
    counted = {key: forms for key, forms in ENGLISH.table.items() if not isinstance(forms, str)}

    assert {key for key, forms in counted.items() if set(forms) != {"one", "other"}} == set()
