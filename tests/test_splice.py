"""Bytes put in the place of others, and YAML that is changed where it stands: all else stays, to the byte."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from glossary.text.diagnostic import Report
from glossary.text.source import Source, Text, read_text
from glossary.yaml.compose import compose
from glossary.yaml.entries import add_entry, add_item, drop_entries, drop_item, relisted
from glossary.yaml.nodes import Mapping, Node, Scalar, Sequence
from glossary.yaml.splice import Cut, Splice, splice, splices_of
from glossary.yaml.written import rewritten, scalars, written


@st.composite
def edits(draw: st.DrawFn) -> tuple[bytes, list[Splice]]:
    """Some bytes, and splices of them that do not overlap, in any order."""
    data = draw(st.binary(max_size=60))
    places = sorted(draw(st.lists(st.integers(0, len(data)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return data, draw(st.permutations([Splice(start, end, draw(st.binary(max_size=5))) for start, end in pairs]))


@given(edits())
def test_bytes_outside_the_splices_are_untouched(edit: tuple[bytes, list[Splice]]) -> None:
    data, splices = edit
    found = splice(data, splices)
    ordered = sorted(splices, key=lambda each: each[:2])
    at = place = 0
    for start, end, new in ordered:
        kept = start - at
        assert found[place : place + kept] == data[at:start]
        assert found[place + kept : place + kept + len(new)] == new
        at, place = end, place + kept + len(new)
    assert found[place:] == data[at:]


@given(st.binary(max_size=30))
def test_nothing_to_splice_changes_nothing(data: bytes) -> None:
    assert splice(data, []) == data


@pytest.mark.parametrize("splices", [[(0, 2, b""), (1, 3, b"")], [(2, 9, b"")], [(2, 1, b"")], [(-1, 1, b"")]])
def test_splices_that_overlap_or_lie_outside_are_a_bug(splices: list[tuple[int, int, bytes]]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        splice(b"abcd", [Splice(*each) for each in splices])


def read(content: str, bom: bytes = b"") -> tuple[Text, Node | None]:
    text, faults = read_text(Source("x.md", bom + content.encode(), ""))
    assert text
    assert not faults
    report = Report(text)
    node = compose(0, len(text.content), report).node
    assert not report.found, (content, report.found)
    return text, node


def plain(node: Node | None) -> object:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.items} if node else None


def after(text: Text, *cuts: Cut) -> str:
    return splice(text.source.data, splices_of(text, cuts)).decode("utf-8-sig")


LINES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"), min_size=1, max_size=12)  # fmt: skip
QUOTES = st.sampled_from(["", "x", "'x'", '"x"'])


@given(LINES.map(str.strip).filter(bool), QUOTES, st.booleans())
@example("?0", "", True)  # noqa: FBT003 - drawn, too
def test_a_text_is_read_as_it_was_written(value: str, like: str, flow: bool) -> None:  # noqa: FBT001 - drawn
    line = written(value, flow=flow, like=like)
    _, node = read(f"a: [x, {line}, y]\n" if flow else f"a: {line} # why\n")
    assert plain(node) == {"a": ["x", value, "y"] if flow else value}


@pytest.mark.parametrize(
    "value", ["NO", "true", "null", "~", "2019", "1.5", "1e3", "0x1f", "12:30", "on", "2026-11-22"]
)
def test_what_other_readers_take_for_something_else_is_quoted(value: str) -> None:
    assert written(value, flow=False) == f'"{value}"'


NAMES = st.sampled_from(["Loss", "a, b", "it's", "C: drive", 'say "x"', "Größe", "数", "# 1", "- x", "NO"])


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A mapping as people write it: lists in brackets or in lines, comments, quotes, LF or CRLF."""
    items = draw(st.lists(NAMES, min_size=1, max_size=4))
    quote = draw(QUOTES)
    indent = draw(st.sampled_from(["", "  ", "    "]))
    tail = draw(st.sampled_from(["", "  # why"]))
    kind = draw(st.sampled_from(["lines", "brackets", "spread", "one", "none"]))
    if kind == "lines":
        value = "".join(f"\n{indent}- {written(item, flow=False, like=quote)}{tail}" for item in items)
    elif kind == "brackets":
        value = f" [{', '.join(written(item, flow=True, like=quote) for item in items)}]{tail}"
    elif kind == "spread":
        value = " [" + "".join(f"\n    {written(item, flow=True, like=quote)}," for item in items) + "\n  ]"
    else:
        value = f" {written(items[0], flow=False, like=quote)}{tail}" if kind == "one" else tail
    text = f"# head\nterm: 'Größe'\nlist:{value}\n# foot\nlast: {{a: b}}\n"
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def list_of(node: Node | None) -> tuple[Mapping, Scalar, Node]:
    assert isinstance(node, Mapping)
    key, value = node.items[1]
    return node, key, value


def items_of(node: object) -> list[object]:
    value = node["list"]  # type: ignore[index]  # a mapping
    return value if isinstance(value, list) else [value] if value else []


@given(documents(), NAMES, st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_an_item_is_added_and_all_else_stays(document: str, new: str, bom: bytes) -> None:
    text, node = read(document, bom)
    _, _, value = list_of(node)
    found = after(text, add_item(text.content, value, new, flow=False))
    _, made = read(found)
    assert items_of(plain(made)) == [*items_of(plain(node)), new]
    assert found.count("\r") == found.count("\n") * ("\r" in document)
    assert [part for part in ("# head", "term: 'Größe'", "# foot", "last: {a: b}") if part not in found] == []
    assert found.count("# why") == document.count("# why")


@given(documents(), st.integers(0, 3))
def test_an_item_goes_and_all_else_stays(document: str, place: int) -> None:
    text, node = read(document)
    _, _, value = list_of(node)
    assume(isinstance(value, Sequence))
    assert isinstance(value, Sequence)
    assume(place < len(value.items) and len(value.items) > 1)
    _, made = read(after(text, drop_item(text.content, value, place)))
    wanted = items_of(plain(node))
    del wanted[place]
    assert items_of(plain(made)) == wanted


@given(documents(), st.sets(st.sampled_from(["term", "list", "last"]), max_size=2))
def test_entries_go_and_all_else_stays(document: str, names: set[str]) -> None:
    text, node = read(document)
    assert isinstance(node, Mapping)
    _, made = read(after(text, *drop_entries(text.content, node, names)))
    found = plain(node)
    assert isinstance(found, dict)
    assert plain(made) == {name: value for name, value in found.items() if name not in names}


@given(documents(), NAMES, st.sampled_from(["term", "list", "last", ""]))
def test_an_entry_is_added_behind_another(document: str, new: str, after_key: str) -> None:
    text, node = read(document)
    assert isinstance(node, Mapping)
    key = next((key for key, _ in node.items if key.value == after_key), None)
    line = f"new: {written(new, flow=False)}"
    _, made = read(after(text, add_entry(text.content, node, key, 0, [line])))
    found = plain(made)
    assert isinstance(found, dict)
    assert found.pop("new") == new
    assert found == plain(node)
    order = [key.value for key, _ in node.items]
    order.insert(order.index(after_key) + 1 if after_key else 0, "new")
    assert isinstance(made, Mapping)
    assert [key.value for key, _ in made.items] == order


@given(documents(), NAMES)
def test_a_scalar_is_written_anew_in_its_quotes(document: str, new: str) -> None:
    text, node = read(document)
    every = list(scalars(node, text.content))
    for scalar, flow in every:
        if scalar.start == scalar.end:
            continue
        found = after(text, rewritten(scalar, new, text.content, flow=flow))
        _, made = read(found)
        changed = [one.value for one, _ in scalars(made, found)]
        assert changed == [new if one is scalar else one.value for one, _ in every]
        before = text.content[scalar.start]
        assert before not in "'\"" or found[scalar.start] == before


@given(st.text(st.sampled_from("aé数😀\n"), max_size=40), st.integers(1, 300), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_each_character_is_found_by_its_byte(content: str, times: int, bom: bytes) -> None:
    text, _ = read_text(Source("x.md", bom + (content * times).encode(), ""))
    assert text
    for at in {0, len(text.content) // 3, 4095, 4096, 4097, len(text.content)}:
        if at <= len(text.content):
            assert text.index(text.offset(at)) == at


def test_what_comes_takes_the_place_of_what_goes() -> None:
    text, node = read("a: 1\nlist:\n  - x # why\n  - 'y'\n")
    mapping, key, _ = list_of(node)
    assert after(text, *relisted(text.content, mapping, key, "x", "z")) == "a: 1\nlist:\n  - z # why\n  - 'y'\n"
    assert after(text, *relisted(text.content, mapping, key, "y", "")) == "a: 1\nlist:\n  - x # why\n"
    assert after(text, *relisted(text.content, mapping, key, "", "")) == text.content
    text, node = read("a: 1\nlist: [x]\nb: 2\n")
    mapping, key, _ = list_of(node)
    assert after(text, *relisted(text.content, mapping, key, "x", "")) == "a: 1\nb: 2\n"
