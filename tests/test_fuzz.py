"""Readers never raise, for any bytes; and what they tell lies within the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from glossary.config.read import read_config
from glossary.config.schema import Adopt, Config, Mapped, Site
from glossary.markup.compiler import Compiler
from glossary.markup.segments import Dialect
from glossary.term.leaflet import read_leaflet
from glossary.term.read import FIELDS, TermReader
from glossary.term.schema import COMPONENTS
from glossary.text.rules import DEFAULTS
from glossary.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.text.diagnostic import Diagnostic

ROOT = Path(__file__).parents[1]
COMPILER = Compiler(Dialect(math=True, components=COMPONENTS))
OWN = Site(Config())
THEIRS = Site(
    Config(adopt=Adopt(term_from="heading", definition_from="first-paragraph", section_from="folder")),
    mapped={"title": Mapped("term"), "related": Mapped("see_also"), "links": Mapped("sources", {"href": "url"})},
    ignored=frozenset({"weight"}),
    adopting=True,
)
READERS = (TermReader(OWN, COMPILER), TermReader(THEIRS, COMPILER))

REAL = sorted((ROOT / "terms").glob("*.md"), key=lambda path: path.stat().st_size)
TERMS = [path.read_bytes() for path in (*REAL[:3], *REAL[-1:])]
CONFIG = (ROOT / "glossary.yml").read_bytes()

SIGNS = (
    b":", b": ", b"- ", b"\n- ", b"[", b"]", b"{", b"}", b",", b"#", b" #", b"&", b"&a ", b"*", b"*a", b"!", b"!!x ", b"|", b"|\n", b">", b"'",
    b'"', b"%", b"%YAML 1.2\n", b"@", b"`", b"?", b"? ", b"\t", b"\n\t", b"\n", b"\r", b"\r\n", b" ", b"\n  ", b"---", b"\n---\n", b"\n...\n",
    b"<<: ", b"~", b"\\", b'"\\x', b"\0", b"\xff", b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xa8", b"\xf0\x9d\x92\x9c", b"[[", b"]]", b"[[x|",
    b"<!-- quiz -->", b"<!--", b"$", b"\xcc\x81", b"term:", b"extra: {", b"id: ",
)  # fmt: skip
"""What means something to YAML, to Markdown, or to a text editor."""


def told_within(data: bytes, told: Iterable[Diagnostic]) -> None:
    for found in told:
        assert found.rule in DEFAULTS
        assert found.message
        assert 0 <= found.span.start <= found.span.end <= len(data)


def read_all(data: bytes) -> None:
    """Read `data` as whatever it could be; nothing raises, and each fault lies in it."""
    source = Source("terms/training.md", data, "")
    for reader in READERS:
        entry, told = reader.read(source)
        told_within(data, told)
        if entry:
            assert entry.card.id
            for ref in entry.card.refs:
                assert 0 <= ref.start <= ref.end <= len(data)
        else:
            assert any(found.severity == "error" for found in told)
    told_within(data, read_leaflet(source, OWN, COMPILER)[1])
    told_within(data, read_config(source, COMPILER, FIELDS)[1])


@st.composite
def mutated(draw: st.DrawFn, texts: list[bytes]) -> bytes:
    """A real file with some slips: bytes gone, signs put in, lines doubled, swapped or cut."""
    data = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        slip = draw(st.sampled_from(("out", "in", "in", "line", "gone", "cut")))
        if slip == "out":
            data = data[:at] + data[at + draw(st.integers(1, 12)) :]
        elif slip == "in":
            data = data[:at] + draw(st.sampled_from(SIGNS)) + data[at:]
        elif slip == "cut":
            data = data[:at] if draw(st.integers(0, 9)) == 0 else data
        else:
            start, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at) + 1 or len(data)
            data = data[:start] + data[start:end] * (2 if slip == "line" else 0) + data[end:]
    return data


@settings(max_examples=120)
@given(st.binary(max_size=300))
@example(b"")
@example(b"---")
@example(b"---\n---")
@example(b"---\n\xef\xbb\xbf---\n")
@example(b"\xff\xfe")
def test_no_bytes_make_a_reader_raise(data: bytes) -> None:
    read_all(data)
    read_all(b"---\n" + data + b"\n---\n" + data)


@settings(max_examples=120)
@given(
    st.lists(st.sampled_from(SIGNS) | st.text(max_size=5).map(lambda text: text.encode("utf-8", "ignore")), max_size=30)
)
def test_no_heap_of_signs_makes_a_reader_raise(parts: list[bytes]) -> None:
    read_all(b"---\nterm: " + b"".join(parts) + b"\n---\n")
    read_all(b"---\nterm: a\ndefinition: b\nquiz: " + b"".join(parts) + b"\nfaq:\n- question: " + b"".join(parts))


@settings(max_examples=120)
@given(mutated([*TERMS, CONFIG]))
def test_no_slip_in_a_real_file_makes_a_reader_raise(data: bytes) -> None:
    read_all(data)
