"""Which pages a change makes again, and no other."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from glossary.build.keeper import LITTLE
from glossary.build.scan import scan
from glossary.config.exports import MOST_PRINTED
from glossary.pages.portions import MOST
from tests.builds import Run, difference, tree, write
from tests.histories import (
    as_yaml,
    fresh_folder,
)
from tests.shown import templates
from tests.warm import LATER, Pair, call_of, term


def linked(folder: dict[str, str], builders: Pair, place: Path, later: Mapping[str, str | None]) -> list[str]:
    """Build the sources, then again after `later`: the pages that the second build wrote. They are those of a cold one."""
    root, out = place / "sources", place / "site"
    write(root, folder)
    call = (*call_of(root, out, place / "cache"), "--keep-going")
    builders.warm.begin(*call, later=LATER)
    builders.warm.end()
    before = scan(out)
    write(root, later)
    builders.warm.begin(*call, later=LATER)
    builders.cold.begin(*call_of(root, place / "cold", place / "other"), "--keep-going")
    assert builders.warm.end() == builders.cold.end()
    assert not (found := difference(tree(out), tree(place / "cold"))), found
    return sorted(path for path, stat in scan(out).items() if before.get(path) != stat and path.endswith(".html"))


PICTURED = {
    "terms/one.md": term("One", definition="A ![p](picture.png)."),
    "terms/two.md": term(
        "Two",
        tradeoffs=[{"options": ["three", "b"], "rows": [{"dimension": "x", "values": ["![p](picture.png)", ""]}]}],
    ),
    "terms/three.md": term("Three"),
    "terms/deep/four.md": term("Four", takeaways=["![p](../picture.png)"], section="s"),
    "terms/five.md": term("Five", body="![p](other.png)", contrast=[{"term": "six", "why": "![p](picture.png)"}]),
    "terms/six.md": term("Six"),
    "terms/seven.md": term("Seven", cover={"image": "picture.png", "alt": "p"}),
    "pages/page.md": "![p](../terms/picture.png)\n",
    "pages/other.md": "No picture.\n",
    "glossary.yml": as_yaml({"sections": [{"id": "s", "intro": "![p](terms/picture.png)"}, "t"]}),
}
SHOWING = ["compare/index", "five", "four", "index", "one", "pages/page", "sections/s", "seven", "six", "three", "two"]


@pytest.mark.parametrize("there", [True, False])
def test_a_picture_that_comes_or_goes_changes_the_pages_that_show_it(
    builders: Pair,
    tmp_path: Path,
    there: bool,  # noqa: FBT001 - what happens
) -> None:
    picture = {"terms/picture.png": "p"}
    start, later = (PICTURED, picture) if there else (PICTURED | picture, dict.fromkeys(picture))
    changed = linked(start, builders, tmp_path, later)

    assert changed == sorted(["all/index.html", *(f"{name}.html" for name in SHOWING)])


def test_a_name_in_glossary_yml_changes_no_page_but_those_that_show_it(builders: Pair, tmp_path: Path) -> None:
    files = {
        "terms/one.md": term("One"),
        "terms/two.md": term("Two"),
        "terms/three.md": term("Three", redirects=["former"]),
    }
    theme = {"footer": "[[former]], [a page](pages/about.md)"}
    config = {"paths": [{"id": "way", "title": "Way", "terms": ["one"]}], "theme": theme}
    longer = {**config, "paths": [{"id": "way", "title": "Way", "terms": ["one", "two"]}]}
    start = {**files, "pages/about.md": "Us.\n", "glossary.yml": as_yaml(config)}
    changed = linked(start, builders, tmp_path / "a", {"glossary.yml": as_yaml(longer)})
    page_gone = linked(start, builders, tmp_path / "b", {"pages/about.md": None})

    # The first lesson names the next one, and the next one says which it is.
    assert changed == ["one.html", "paths/index.html", "paths/way.html", "two.html"]
    assert {"one.html", "two.html", "index.html"} <= set(page_gone)


def test_the_names_of_a_term_count_again_once_its_page_is_its_own(builders: Pair, tmp_path: Path) -> None:
    files = {
        "terms/sub/a.md": term("Apple"),
        "terms/t.md": term("Tree", body="A tree has an apple."),
        "terms/a.md": term("Avocado", body="Green."),
    } | templates()
    place = tmp_path / "sources"
    write(place, files)
    call = (*call_of(place, tmp_path / "site", tmp_path / "cache"), "--keep-going")
    for change in ({}, {"terms/a.md": None}, {"terms/a.md": term("Avocado")}, {"terms/a.md": term("Avocado", id="k")}):
        write(place, change)
        builders.warm.begin(*call, later=LATER)
        builders.warm.end()
        builders.cold.begin(
            *call_of(place, tmp_path / "cold", tmp_path / f"c{len(change)}{change}"[:40]), "--keep-going"
        )
        builders.cold.end()
        assert not (found := difference(tree(tmp_path / "site"), tree(tmp_path / "cold"))), (change, found)


def test_what_stands_far_before_a_term_changes_its_page_and_no_definition_does(builders: Pair, tmp_path: Path) -> None:
    words = "A body. " * 400
    files = {
        "terms/one.md": term("Aaa"),
        "terms/beside.md": term("Abb"),  # in the book between that and all others
        "terms/two.md": term("Two", prerequisites=["one"]),
        "terms/three.md": term("Three", prerequisites=["two"]),
        "terms/four.md": term("Four", prerequisites=["three"]),
        "terms/five.md": term("Five"),
        "glossary.yml": as_yaml({"paths": [{"id": "way", "title": "Way", "terms": ["five", "four"]}]}),
    } | templates()
    later = ["four.html", "paths/way.html", "three.html", "two.html"]
    renamed = linked(files, builders, tmp_path / "a", {"terms/one.md": term("Aab")})
    longer = linked(files, builders, tmp_path / "b", {"terms/one.md": term("Aaa", body=words)})
    told = linked(files, builders, tmp_path / "c", {"terms/one.md": term("Aaa", definition="Another.")})
    nearer = linked(files, builders, tmp_path / "d", {"terms/two.md": term("Two")})
    easier = linked(files, builders, tmp_path / "e", {"terms/five.md": term("Five", prerequisites=["one"])})

    assert {*later} <= {*renamed}
    assert {*later} <= {*longer}
    assert "two.html" in told  # whose page names it among the terms of its fields
    assert not {"three.html", "four.html", "paths/way.html"} & {*told}
    assert {*later} <= {*nearer}
    assert "paths/way.html" in easier
    assert not {"three.html", "four.html", "two.html"} & {*easier}


def test_a_table_changes_its_own_page_and_the_list(builders: Pair, tmp_path: Path) -> None:
    def table(**fields: object) -> list[object]:
        return [{"id": "t", "options": ["one", "two"], "rows": [{"dimension": "x", "values": ["", "a"]}]} | fields]

    files = {
        "terms/one.md": term("One", tradeoffs=table()),
        "terms/two.md": term("Two"),
        "terms/three.md": term("Three", tradeoffs=[table()[0] | {"options": ["three", "two"]}]),  # type: ignore[operator]  # a mapping
        "terms/four.md": term("Four"),
    } | templates()
    own, other = "compare/one/t.html", "compare/three/t.html"
    told = linked(files, builders, tmp_path / "a", {"terms/one.md": term("One", tradeoffs=table(takeaway="So."))})
    renamed = linked(files, builders, tmp_path / "b", {"terms/two.md": term("Other", aliases=["two"])})
    gone = linked(files, builders, tmp_path / "c", {"terms/one.md": term("One", tradeoffs=table(options=["one", "2"]))})
    aside = linked(files, builders, tmp_path / "d", {"terms/four.md": term("Four", definition="Another.")})

    assert {own, "compare/index.html", "one.html", "two.html"} <= {*told}
    assert other not in told
    assert {own, other, "compare/index.html"} <= {*renamed}
    assert {"compare/index.html", "one.html"} <= {*gone}
    assert not [address for address in aside if address.startswith("compare/")]


def test_what_a_name_leads_to_changes_the_pages_that_show_it(builders: Pair, tmp_path: Path) -> None:
    option = [{"options": ["lent", "b"], "rows": [{"dimension": "x", "values": ["", ""]}]}]
    files = {
        "terms/one.md": term("One", vocabulary=[{"term": "later", "plain": "It comes."}]),
        "terms/two.md": term("Two", tradeoffs=option),
        "terms/three.md": term("Three"),
        "terms/four.md": term("Four", replaced_by="three"),
        "terms/five.md": term("Five", section="s"),
    }
    changed = linked(files, builders, tmp_path, {"terms/three.md": term("Three", redirects=["later", "lent"])})

    assert {"one.html", "two.html", "three.html"} <= set(changed)
    assert "four.html" not in changed


def test_a_memo_that_was_tidied_serves_as_before(builders: Pair, tmp_path: Path) -> None:
    root, out, cache = tmp_path / "sources", tmp_path / "site", tmp_path / "cache"
    count = LITTLE // 2 + 20
    folder = fresh_folder(count)
    assert folder.config is not None
    sizes: list[int] = []
    # One term stays as it is, so the first pack is still needed; the third time, what is of no use is more than a little.
    for number in range(3):
        for name, fields in folder.terms.items():
            if name != "alpha":
                fields["body"] = f"Body number {number}."
        write(root, folder.files())
        builders.warm.begin(*call_of(root, out, cache), "--jobs=1", later=LATER)
        assert builders.warm.end() == Run(0, "[]\n", "")
        sizes.append(sum(pack.stat().st_size for pack in cache.glob("*/*.pack")))
    builders.cold.begin(*call_of(root, tmp_path / "cold", tmp_path / "other"))
    assert builders.cold.end() == Run(0, "[]\n", "")

    assert not (found := difference(tree(out), tree(tmp_path / "cold"))), found
    assert sizes[1] > sizes[0] * 1.5
    assert sizes[2] < sizes[0] * 1.5


def test_what_another_dialect_compiled_is_not_kept(builders: Pair, tmp_path: Path) -> None:
    root, out, cache = tmp_path / "sources", tmp_path / "site", tmp_path / "cache"
    folder = fresh_folder(20)
    assert folder.config is not None
    sizes: list[int] = []
    for math in (False, True, False):
        folder.config["math"] = math
        write(root, folder.files())
        builders.warm.begin(*call_of(root, out, cache), later=LATER)
        assert builders.warm.end() == Run(0, "[]\n", "")
        sizes.append(sum(pack.stat().st_size for pack in cache.glob("*/*.pack")))

    assert max(sizes) < min(sizes) * 1.5


def test_a_glossary_that_outgrows_its_print_has_no_link_to_it(builders: Pair, tmp_path: Path) -> None:
    files = {f"terms/t{number}.md": term(f"T {number}") for number in range(MOST_PRINTED)}
    changed = linked(files, builders, tmp_path, {"terms/one-more.md": term("One more")})

    assert "t7.html" in changed


def test_a_term_that_goes_to_the_end_moves_others_to_the_pages_before(builders: Pair, tmp_path: Path) -> None:
    asked = [{"question": "Why?", "choices": [{"text": "a", "correct": True}, {"text": "b"}]}]
    shown = {"tags": ["new"], "section": "s", "quiz": asked}
    files = {f"terms/t{number:03}.md": term(f"T {number:03}", **shown) for number in range(2 * MOST + 2)}
    changed = linked(files | templates(), builders, tmp_path, {"terms/t000.md": term("Z", **shown)})

    for stem in ("tags/new", "sections/s", "quiz/in-s"):
        assert {f"{stem}.html", f"{stem}/2.html", f"{stem}/3.html"} <= set(changed), stem


def test_a_quiz_of_the_site_s_own_shows_the_site_of_today(builders: Pair, tmp_path: Path) -> None:
    macro = "{% macro quiz(item, site) %}<p>{{ site.title }}</p>{% endmacro %}"
    asked = [{"question": "Why?", "choices": [{"text": "a", "correct": True}, {"text": "b"}]}]
    files = {
        "glossary.yml": "title: First\n",
        "templates/components/quiz.html": macro,
        "terms/one.md": term("One", quiz=asked),
    }
    changed = linked(files, builders, tmp_path, {"glossary.yml": "title: Second\n"})

    assert "one.html" in changed  # and the questions are those of a cold build


def things(**texts: str) -> dict[str, str]:
    """Sixty terms, of which those in `texts`, by number, have a text."""
    found = {}
    for number in range(60):
        body = texts.get(f"t{number}", "Nothing.")
        found[f"terms/thing-{number:02}.md"] = term(f"Thing {number:02}", definition="One of many.", body=body)
    return found


LISTS = {"404.html", "a-z/index.html", "all/index.html", "index.html", "map/index.html", "search/index.html"}
"""The pages that list all terms."""


def test_a_new_term_changes_the_texts_that_name_it_its_neighbours_and_the_lists(builders: Pair, tmp_path: Path) -> None:
    files = things(t5="Two widgets.", t17="A widget-based thing.", t20="A **wid**get.", t30="`widget`", t40="A fidget.")
    changed = linked(files, builders, tmp_path, {"terms/widget.md": term("Widget")})

    assert {*changed} - LISTS == {"widget.html", "thing-59.html", "thing-05.html", "thing-20.html"}


def test_a_new_name_changes_the_texts_that_hold_it(builders: Pair, tmp_path: Path) -> None:
    files = things(t5="Two widgets.", t17="Two gadgets.", t20="A cog.") | {"terms/widget.md": term("Widget")}
    later = {"terms/widget.md": term("Gadget", definition="It is Widget.")}
    changed = linked(files, builders, tmp_path, later)

    # The old name's page loses its link, the new one's gets one; between them the order of the terms changes.
    assert {*changed} - LISTS == {"widget.html", "thing-59.html", "thing-00.html", "thing-05.html", "thing-17.html"}


@pytest.mark.parametrize(
    ("fields", "pages"),
    [
        ({"not_in": ["widget shop"]}, {"thing-17.html"}),
        ({"autolink": "never"}, {"thing-05.html", "thing-17.html"}),
        ({"autolink": "always"}, {"thing-05.html"}),
        ({"case": "exact"}, {"thing-05.html", "thing-17.html"}),
        ({"forms": ["widgeting"]}, {"thing-20.html"}),
        ({"abbreviation": ["WDG"]}, {"thing-30.html"}),
        ({"status": "deprecated"}, {"thing-05.html", "thing-17.html"}),
    ],
)
def test_how_a_term_is_linked_changes_the_texts_that_name_it(
    builders: Pair, tmp_path: Path, fields: dict[str, Any], pages: set[str]
) -> None:
    files = things(t5="Two widgets. A widget.", t17="A widget shop.", t20="The widgeting.", t30="A WDG.")
    start = files | {"terms/widget.md": term("Widget")}
    changed = linked(start, builders, tmp_path, {"terms/widget.md": term("Widget", **fields)})

    assert {page for page in changed if page.startswith("thing")} - {"thing-59.html"} == pages


def test_two_claims_alike_unlink_the_texts_that_name_both(builders: Pair, tmp_path: Path) -> None:
    start = things(t5="Two widgets.", t17="See [[widget]].") | {"terms/widget.md": term("Widget (tool)")}
    other = {"terms/other.md": term("Widget (toy)")}
    changed = linked(start, builders, tmp_path, other)

    assert {page for page in changed if page.startswith("thing")} == {"thing-05.html"}


def test_a_meaning_that_lists_another_term_changes_that_term_s_page(builders: Pair, tmp_path: Path) -> None:
    def widget(*listed: str) -> str:
        meanings = [{"id": "one", "definition": "A sense.", "see_also": [*listed]}]
        return term("Small part", aliases=["widget"], senses=meanings)

    claimed = {"terms/widget.md": widget("thing-30"), "terms/gadget.md": term("Gadget", aliases=["widget"])}
    start = things(t5="Two widgets.", t17="A widget.") | claimed
    changed = linked(start, builders, tmp_path, {"terms/widget.md": widget("thing-17")})

    assert "thing-17.html" in changed
    assert "thing-05.html" not in changed


@pytest.mark.parametrize(
    "written", ["GİZMO", "giz&shy;mo", "giz&#x200b;mo", "GIZMO", "gizmo’s", "big&nbsp;gizmo", "«gizmo»"]
)
def test_a_name_is_found_again_however_it_is_written(builders: Pair, tmp_path: Path, written: str) -> None:
    changed = linked(things(t5=f"A {written}."), builders, tmp_path, {"terms/gizmo.md": term("Gizmo")})

    assert "thing-05.html" in changed
