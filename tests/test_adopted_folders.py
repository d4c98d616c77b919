"""What folders that were made for other programs have in their texts, and what becomes of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml

from glossary.build.causes import by_cause
from glossary.config.read import NAME
from glossary.edits.frames import framed, is_said_of_all
from glossary.edits.pictures import picture_folders
from glossary.edits.survey import Sheet, read_sheet
from glossary.markup.compiler import Compiler
from glossary.markup.segments import Dialect, Heading, Html, Image, Part, Prose, Reference
from glossary.term.adopt import expanded
from glossary.term.body import first_paragraph, heading_title
from glossary.term.contents import without_contents
from glossary.text.diagnostic import Diagnostic, Span
from glossary.text.source import Source
from tests import test_corpora as corpora
from tests.adopting import run
from tests.builds import Builder, write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from glossary.markup.segments import Compiled, Segment

SERVED = Compiler(Dialect(served=True))
OWN = Compiler(Dialect())


def html(segments: Sequence[Segment]) -> str:
    """The HTML: `«…»` is text in which names are linked, `(…)` a word of the theme."""
    found = []
    for segment in segments:
        match segment:
            case Html(html=made):
                found.append(made)
            case Prose(text=text):
                found.append(f"«{text}»")
            case Reference(label=label):
                found.append(f"<a>{label}</a>")
            case Image(alt=alt):
                found.append(f"<img {alt}>")
            case Part(label=label):
                found.append(f"({label})")
            case Heading(content=content):
                found.append(f"<h>{html(content)}</h>")
    return "".join(found)


def alert(kind: str, title: str, body: str) -> str:
    return f'<div class="alert {kind}" role="note"><p class="lab">{title}</p>\n{body}</div>\n'


def links(compiled: Compiled) -> list[tuple[str, str, str]]:
    return [(link.kind, link.target, link.fragment) for link in compiled.links]


def told(text: str, compiled: Compiled) -> list[str]:
    return [text[fault.start : fault.end] for fault in compiled.faults]


# Boxes

BOXES: Mapping[str, tuple[str, str]] = {
    "a callout": ("> [!info] Of *silk*\n> Text", alert("note", "Of <em>silk</em>", "<p>«Text»</p>\n")),
    "a callout that folds": ("> [!tip]- Of silk\n> Text", alert("tip", "Of silk", "<p>«Text»</p>\n")),
    "a callout of an unknown kind": ("> [!loom-part]\n> Text", alert("note", "Loom part", "<p>«Text»</p>\n")),
    "a callout of a kind of ours": ("> [!NOTE]\n> Text", alert("note", "(alert.note)", "<p>«Text»</p>\n")),
    "a callout with a title alone": ("> [!bug] Of silk", alert("caution", "Of silk", "")),
    "a quotation": ("> [!quote] Her\n> Text", "<blockquote>\n<p>Her</p>\n<p>Text</p>\n</blockquote>\n"),
    "a container": ("::: tip Of silk\nText\n:::", alert("tip", "Of silk", "<p>«Text»</p>\n")),
    "a container with a label": (":::danger[Of silk]\n\nText\n\n:::", alert("caution", "Of silk", "<p>«Text»</p>\n")),
    "a container of Quarto": ('::: {.callout-warning title="Silk"}\nText\n:::', alert("warning", "Silk", "<p>«Text»</p>\n")),
    "a box of MkDocs": ('!!! note "Of silk"\n    Text\n\nMore', alert("note", "Of silk", "<p>«Text»</p>\n") + "<p>«More»</p>\n"),
    "one that folds": ("??? warning\n    Text", alert("warning", "(alert.warning)", "<p>«Text»</p>\n")),
    "a hint of GitBook": ('{% hint style="danger" %}\nText\n{% endhint %}', alert("caution", "Danger", "<p>«Text»</p>\n")),
    "a shortcode": ("{{< note >}}\nText\n{{< /note >}}", alert("note", "(alert.note)", "<p>«Text»</p>\n")),
    "a shortcode that says its kind": (
        '{{% notice tip "Of silk" %}}\nText\n{{% /notice %}}',
        alert("tip", "Of silk", "<p>«Text»</p>\n"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BOXES)
def test_a_box_of_another_program_is_an_alert(case: str) -> None:
    text, expected = BOXES[case]
    compiled = SERVED.block(text)
    assert (html(compiled.segments), compiled.faults) == (expected, ())


def test_boxes_stand_within_each_other_and_within_lists() -> None:
    text = "::::tip\n:::note\nA [[b]]\n:::\nC\n::::\n\n- one\n\n  ::: note\n  two\n  :::\n"
    inner = alert("note", "(alert.note)", "<p>«A »<a>b</a></p>\n")
    within = alert("note", "(alert.note)", "<p>«two»</p>\n")
    compiled = SERVED.block(text)
    assert html(compiled.segments) == alert("tip", "(alert.tip)", inner + "<p>«C»</p>\n") + (
        f"<ul>\n<li><p>«one»</p>\n{within}</li>\n</ul>\n"
    )
    place = compiled.links[0]
    assert text[place.start : place.end] == "[[b]]"


def test_the_place_of_a_link_below_the_title_of_a_callout_is_told() -> None:
    text = "> [!info] Of [[silk]]\n> and [[cotton]]\n"
    assert [text[link.start : link.end] for link in SERVED.block(text).links] == ["[[silk]]", "[[cotton]]"]


@pytest.mark.parametrize(
    "text", ["::: code-group\nText\n:::", ":::note\nText", "{{< note >}}\nText", "{{< quote >}}\nText\n{{< /quote >}}"]
)
def test_a_box_of_a_strange_kind_or_without_an_end_stays_text_and_is_told(text: str) -> None:
    compiled = SERVED.block(text)
    assert "alert" not in html(compiled.segments)
    assert compiled.faults[0].rule == "foreign-markup"


@pytest.mark.parametrize("case", [case for case in BOXES if case != "a callout of a kind of ours"])
def test_in_texts_of_our_own_no_other_box_is_read(case: str) -> None:
    compiled = OWN.block(BOXES[case][0])
    assert "alert" not in html(compiled.segments)
    assert {fault.rule for fault in compiled.faults} <= {"foreign-markup", "unread-markup"}


# Links that another program writes


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ('{{< ref "weft.md#silk" >}}', ("served", "weft.md", "silk")),
        ("{{% relref '/terms/weft' %}}", ("served", "terms/weft", "")),
        ("{{<ref weft>}}", ("served", "weft", "")),
        ('{{< ref path="weft" lang="de" >}}', ("served", "weft", "")),
        ("{% link _terms/weft.md %}#silk", ("served", "_terms/weft.md", "silk")),
        ("{{ site.baseurl }}/terms/weft/", ("root", "/terms/weft/", "")),
        ("{{ site.baseurl }}{% link _terms/weft.md %}", ("served", "_terms/weft.md", "")),
        ("{{ '/terms/weft' | relative_url }}", ("root", "/terms/weft", "")),
    ],
)
def test_an_address_that_another_program_fills_in_is_one(address: str, expected: tuple[str, str, str]) -> None:
    text = f"See [the *weft*]({address}) there."
    compiled = SERVED.block(text)
    assert links(compiled) == [expected]
    assert (html(compiled.segments), compiled.faults) == ("<p>«See »<a>the <em>weft</em></a>« there.»</p>\n", ())
    assert links(SERVED.block(f"See [it][1].\n\n[1]: {address}")) == [expected]
    assert links(OWN.block(text)) == []


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ('{{< glossary_tooltip text="threads" term_id="warp" >}}', "warp", "threads"),
        ('{{< glossary_tooltip term_id="warp-beam" >}}', "warp-beam", "warp beam"),
        ("{{< gloss >}}warp{{< /gloss >}}", "warp", "warp"),
        ('{{< gloss "warp" >}}threads{{</ gloss >}}', "warp", "threads"),
        ('{{% glossary-term term="warp" %}}', "warp", "warp"),
        ('{{glossary("Warp")}}', "Warp", "Warp"),
        ('{{ Glossary("Warp", "threads") }}', "Warp", "threads"),
    ],
)
def test_a_shortcode_for_terms_is_a_link_by_name(text: str, name: str, label: str) -> None:
    compiled = SERVED.block(f"The {text}.")
    assert (links(compiled), compiled.faults) == ([("name", name, "")], ())
    assert html(compiled.segments) == f"<p>«The »<a>{label}</a>«.»</p>\n"
    assert links(SERVED.inline(text)) == [("name", name, "")]
    assert links(OWN.block(text)) == []


@pytest.mark.parametrize(
    "text",
    ['{{< glossary_definition term_id="warp" >}}', "{{< terminal >}}", "{{< term >}}", '{{< figure src="a.png" >}}'],
)
def test_any_other_shortcode_is_text_and_told_by_its_name(text: str) -> None:
    compiled = SERVED.block(f"The {text}.")
    assert (links(compiled), told(f"The {text}.", compiled)) == ([], [text])
    assert f"`{text.split()[1]}`" in compiled.faults[0].message


# Definitions and names


@pytest.mark.parametrize(
    ("body", "definition", "rest"),
    [
        ("> [!definition] Warp\n> Threads that\n> lie.\n\nMore.", "Threads that\n  lie.\n", "More."),
        ("> [!abstract]\n>\n> Threads.\n>\n> - one\n", "Threads.\n", "> [!abstract]\n>\n>         \n>\n> - one"),
        ("> [!note] Definition of it\n> Threads.", "Threads.", ""),
        ("> [!note] No definition\n> Threads.", None, None),
        ("## Meaning\n\n> [!definition]\n> Threads.\n\n## More\n\nText", "Threads.\n", "## More\n\nText"),
        ("> [!definition]\n> - one", None, None),
        ("> [!info]\n> Threads.", None, None),
        ("<!-- SPDX\nMIT -->\n\nThreads.\n<!-- end -->", "Threads.\n", "<!-- SPDX\nMIT -->\n\n        \n<!-- end -->"),
    ],
)
def test_a_definition_stands_in_a_callout_or_below_a_comment(
    body: str, definition: str | None, rest: str | None
) -> None:
    found = first_paragraph(body)
    if definition is None or rest is None:
        assert found is None
        return
    assert found
    assert (found.text, found.rest.strip()) == (definition, rest)
    assert body[found.start :].startswith(definition[:8])
    assert len(found.rest) == len(body)


def test_a_comment_may_stand_above_the_heading_that_names_a_term() -> None:
    title, rest = heading_title("<!-- # no -->\n# Warp {#w}\n\nText")
    assert (title, rest.split("\n")) == ("Warp", ["<!-- # no -->", "           ", "", "Text"])


CONTENTS: Mapping[str, str] = {
    "# A\n\n## Contents\n\n- [x](#x)\n  1. [What is [y]?](#y)\n\n## X\n": "# A ## X",
    "Text\n\n* TOC\n{:toc}\n\nText": "Text Text",
    "[[_TOC_]]\n\nText": "Text",
    "[TOC]\r\nText": "Text",
    "## Kinds\n\n- [x](#x)\n- [y](#y)\n\nText": "## Kinds Text",
    "- [x](#x)\n": "- [x](#x)",
    "- [x](#x)\n- see [y](#y)\n": "- [x](#x) - see [y](#y)",
    "- [x](x.md)\n- [y](y.md)\n": "- [x](x.md) - [y](y.md)",
    "```\n- [x](#x)\n- [y](#y)\n```\n": "``` - [x](#x) - [y](#y) ```",
}


@pytest.mark.parametrize("body", CONTENTS)
def test_a_table_of_contents_is_left_out(body: str) -> None:
    left = without_contents(body)
    assert " ".join(left.split()) == CONTENTS[body]
    assert len(left) == len(body)


@pytest.mark.parametrize(
    ("title", "stem", "expected"),
    [
        ("ALD - Affection de longue durée", "ALD", ("Affection de longue durée", "ALD")),
        ("CMU-C – Couverture", "cmu_c", ("Couverture", "CMU-C")),
        ("API: Interface", "api", ("Interface", "API")),
        ("ALD - Affection", "affection", ("ALD - Affection", "")),
        ("Warp - A thread", "warp", ("Warp - A thread", "")),
        ("A-B testing", "a-b-testing", ("A-B testing", "")),
    ],
)
def test_a_title_that_spells_out_the_name_of_its_file_gives_both(
    title: str, stem: str, expected: tuple[str, str]
) -> None:
    assert expanded(title, stem) == expected


def test_titles_have_a_frame_where_a_sign_parts_it_from_names() -> None:
    words = ["Warp", "Weft", "Beam", "Reed", "Loom", "Heald", "Shed", "Selvage"]
    assert framed([f"Glossary: {word}" for word in words]) == "Glossary: {}"
    assert framed([f"{word}s | Loom" for word in words]) == "{} | Loom"
    assert framed([f"{word}\u3068\u306f\uff1f" for word in words]) == "{}\u3068\u306f\uff1f"
    assert framed([f"{word} pattern" for word in words]) == ""
    assert framed([f"Glossary: {word}" for word in words[:4]] + words[4:]) == ""
    assert framed([f"Glossary: {word}" for word in words[:4]]) == ""


def test_texts_that_end_alike_say_nothing_of_a_term() -> None:
    texts = [f"What {number} means, in plain words for beginners." for number in range(8)]
    assert is_said_of_all(texts)
    assert not is_said_of_all(texts[:7])
    assert not is_said_of_all([f"A thing of kind {number}." for number in range(20)])


# Problems of one cause


def test_of_many_problems_with_one_cause_one_is_told() -> None:
    def fault(path: str, message: str, rule: str = "foreign-markup") -> Diagnostic:
        return Diagnostic.of(rule, Span(path, 0, 1), message)

    cause, slip = "the shortcode `x` of Hugo, which nothing runs here", "bold text that is not closed"
    many = [fault(f"{number % 3}.md", cause) for number in range(1200)]
    slips = [fault("a.md", slip, "unread-markup") for _ in range(9)]
    few = [fault("a.md", "`==…==` marks nothing here") for _ in range(3)]
    others = [fault("a.md", "no term is called `b`", "dangling-link") for _ in range(9)]
    assert [each.message for each in by_cause([*slips, *many, *few, *others])] == [
        *[slip] * 9,
        f"{cause}; so 1,199 times more, in 3 files in all",
        *[each.message for each in (*few, *others)],
    ]
    assert [each.message for each in by_cause(fault("a.md", cause) for _ in range(4))] == [
        f"{cause}; so 3 times more in this file"
    ]


# Whole folders


def adopted(
    builder: Builder, root: Path, files: Mapping[str, str]
) -> tuple[dict[str, object], list[dict[str, object]], str]:
    """The settings that are written for a folder, what its build tells, and what `init` says."""
    write(root, files)
    said = run(builder, "init", "--from", root)
    assert (said.status, said.err) == (0, "")
    built = run(builder, "build", root, "--out", root.parent / "site", "--format", "json")
    assert built.status == 0, built.out
    return yaml.safe_load((root / NAME).read_bytes()), json.loads(built.out), said.out


def page(root: Path, name: str) -> str:
    return (root.parent / "site" / name).read_text(encoding="utf-8")


def test_a_glossary_on_one_page_is_linked_by_fragments(builder: Builder, tmp_path: Path) -> None:
    root = tmp_path / "mesh"
    settings, faults, _ = adopted(
        builder,
        root,
        {
            "content/glossary/index.md": "---\ntitle: Words\n---\n",
            "content/glossary/warp.md": "---\ntitle: Warp\n---\nOn the [beam](/docs/glossary/#warp-beam).\n",
            "content/glossary/warp-beam.md": "---\ntitle: Warp beam\n---\nIt holds [threads](/docs/glossary/?all=true#term-warp).\n",
            "content/glossary/reed.md": "---\ntitle: Reed\n---\nSee [it](../glossary/#warp) and [that](./#nothing).\n",
        },
    )
    assert settings["links"] == {"base": "/docs/glossary/"}
    assert "warp-beam.html" in corpora.links(root.parent / "site", "warp.html", ("//main",))
    assert "warp.html" in corpora.links(root.parent / "site", "warp-beam.html", ("//main",))
    assert "warp.html" in corpora.links(root.parent / "site", "reed.html", ("//main",))
    assert "dangling-link" not in {fault["rule"] for fault in faults}


def test_each_text_that_a_comment_hides_is_told(builder: Builder, tmp_path: Path) -> None:
    names = ("warp", "weft", "reed", "shed", "beam")
    files = {f"terms/{name}.md": f"# {name.title()}\n\nA part.\n\n<!-- note\n\nThe rest.\n" for name in names}
    _, faults, _ = adopted(builder, tmp_path / "loom", files)

    assert {(fault["path"], fault["line"]) for fault in faults if fault["rule"] == "unclosed-comment"} == {
        (name, 5) for name in files
    }


def test_pictures_outside_of_the_folder_of_terms_are_shown(builder: Builder, tmp_path: Path) -> None:
    root = tmp_path / "loom"
    settings, faults, said = adopted(
        builder,
        root,
        {
            "docs/terms/warp.md": "# Warp\n\nThreads.\n\n![A warp](../images/a%20warp.png) ![A reed](/img/reed.png)\n",
            "docs/terms/weft.md": "# Weft\n\nA thread.\n\n![A weft](/assets/weft.png) ![[knot.png|A knot]] ![No](../no.png)\n",
            "docs/images/a warp.png": "1",
            "docs/images/other.png": "5",
            "website/static/img/reed.png": "2",
            "docs/static/img/reed.png": "2",
            "assets/weft.png": "3",
            "assets/unseen.txt": "6",
            "attachments/knot.png": "4",
            "elsewhere/no.gif": "7",
        },
    )
    assert settings["adopt"] == {
        "term_from": "heading",
        "definition_from": "first-paragraph",
        "pictures": ["assets", "attachments", "docs/images", "docs/static/img"],
    }
    assert "assets/  " in said
    assert [fault["rule"] for fault in faults if "image" in str(fault["rule"])] == ["missing-image"]
    assert page(root, "warp.html").count("<img") == 2
    assert page(root, "weft.html").count("<img") == 2
    names = {path.name for path in (tmp_path / "site").rglob("*.png")}
    assert {"reed.png", "weft.png", "knot.png"} <= names
    assert not list((tmp_path / "site").rglob("unseen.txt"))


def test_many_folders_of_pictures_are_named_by_those_around_them() -> None:
    sheet = Sheet("warp.md", "none", pictures=tuple(f"/assets/{number}/a.png" for number in range(12)))
    there = [f"assets/{number}/a.png" for number in range(12)]
    assert picture_folders([sheet], "terms", there) == ("assets",)


def test_a_vault_with_callouts_and_shortcodes_builds_without_raw_marks(builder: Builder, tmp_path: Path) -> None:
    root = tmp_path / "vault"
    spare = {
        f"content/words/w{number}.md": f"---\ntitle: W{number}\n---\n> [!definition] W\n> It is {number}.\n"
        for number in range(9)
    }
    _, faults, said = adopted(
        builder,
        root,
        spare
        | {
            "content/words/warp.md": "---\ntitle: Warp\n---\n<!-- SPDX -->\n\nThreads.\n\n> [!example]- Of [[weft]]\n> As w1.\n",
            "content/words/weft.md": '---\ntitle: Weft\n---\nBelow the [warp]({{< ref "words/warp.md" >}}) {{< gloss >}}w2{{< /gloss >}}.'
            "\n\n::: tip\nPull.\n:::\n",
        },
    )
    assert {fault["rule"] for fault in faults} <= {"orphan"}
    assert "shown as text" not in said
    shown = page(root, "warp.html") + page(root, "weft.html") + page(root, "w3.html")
    assert not any(mark in shown for mark in ("[!", ":::", "{{", "SPDX"))
    assert "It is 3." in page(root, "w3.html")
    assert {"warp.html", "w2.html"} <= corpora.links(root.parent / "site", "weft.html", ("//main",))
    assert {"weft.html", "w1.html"} <= corpora.links(root.parent / "site", "warp.html", ("//main",))


def test_a_form_around_names_and_definitions_is_seen_through(builder: Builder, tmp_path: Path) -> None:
    root = tmp_path / "words"
    words = ["Warp", "Weft", "Beam", "Reed", "Loom", "Heald", "Shed", "Selvage"]
    files = {
        f"content/glossary/{word.lower()}.md": f"---\ntitle: '{word} \u2013 explained'\ndescription: What {word} means, in plain"
        f" words for all.\n---\nThe {word} is a part.\n"
        for word in words
    }
    settings, _, said = adopted(builder, root, files)
    assert settings["adopt"] == {"term_patterns": ["{} \u2013 explained"], "definition_from": "first-paragraph"}
    assert "its values say the same of most terms" in said
    assert "<h1" in page(root, "warp.html")
    assert "explained" not in page(root, "warp.html")


def test_the_base_of_links_is_found_behind_what_jekyll_fills_in(builder: Builder, tmp_path: Path) -> None:
    root = tmp_path / "words"
    settings, faults, said = adopted(
        builder,
        root,
        {
            "_config.yml": "title: Words\ncollections: {terms: {output: true}}\n",
            "_terms/warp.md": "---\ntitle: Warp\n---\nOn the [weft]({{ site.baseurl }}/terms/weft/) of it.\n",
            "_terms/weft.md": "---\ntitle: Weft\n---\nOn the [warp]({{ '/terms/warp/' | relative_url }}) of it.\n",
            "_terms/reed.md": "---\ntitle: Reed\n---\nBelow the [warp]({% link _terms/warp.md %}) of it.\n",
        },
    )
    assert settings["links"] == {"base": "/terms/"}
    assert {fault["rule"] for fault in faults} <= {"orphan"}
    assert "Liquid" not in said
    for one, other in (("warp", "weft"), ("weft", "warp"), ("reed", "warp")):
        assert f"{other}.html" in corpora.links(root.parent / "site", f"{one}.html", ("//main",))


def test_keys_below_params_are_read_like_those_beside_it(builder: Builder, tmp_path: Path) -> None:
    root = tmp_path / "words"
    front = "---\ntitle: {0}\nparams:\n  synonyms: [{0}s of old]\n  related: [{1}]\n  mood: good\n  plain: {0} it is.\n---\nIt is {0}.\n"
    settings, faults, _ = adopted(
        builder,
        root,
        {
            "content/words/warp.md": front.format("Warp", "weft"),
            "content/words/weft.md": front.format("Weft", "warp") + "\nOn a Warps of old.\n",
        },
    )
    assert settings["fields"] == {"term": "title", "aliases": "synonyms", "see_also": "related", "ignore": ["mood"]}
    assert "unknown-key" not in {fault["rule"] for fault in faults}
    assert 'href="warp.html"' in page(root, "weft.html")
    assert "Warp it is." in page(root, "warp.html")

    text = (root / NAME).read_text(encoding="utf-8")
    (root / NAME).write_text(text.replace("    - mood", "    - params\n    - mood"), encoding="utf-8")
    assert run(builder, "build", root, "--out", root.parent / "site").status == 0
    assert "Warp it is." not in page(root, "warp.html")


def test_an_alias_that_says_the_name_again_is_none(builder: Builder, tmp_path: Path) -> None:
    root = tmp_path / "vault"
    front = "---\naliases: [{0}, Old {1}]\n---\n# {0}\n\nOn the [[{1}]].\n"
    _, faults, _ = adopted(
        builder,
        root,
        {
            ".obsidian/app.json": "{}",
            "words/Warp.md": front.format("Warp", "Weft"),
            "words/Weft.md": front.format("weft", "Warp"),
        },
    )
    assert {fault["rule"] for fault in faults} <= {"orphan"}
    assert "Old Weft" in page(root, "warp.html")
    assert "Warp, Old Weft" not in page(root, "warp.html")


def test_translations_beside_what_they_translate_are_left_out(builder: Builder, tmp_path: Path) -> None:
    root = tmp_path / "words"
    settings, faults, said = adopted(
        builder,
        root,
        {
            "glossary/warp.md": "# Warp\n\nThreads on the [weft](weft.md).\n",
            "glossary/warp.ja.md": "# Warp\n\nTate.\n",
            "glossary/weft.md": "# Weft\n\nA thread on the [warp](warp.md).\n",
            "glossary/weft.pt-BR.md": "# Trama\n\nUm fio.\n",
            "glossary/node.js.md": "# Node.js\n\nNo language: js, and no [weft](weft.md).\n",
            "glossary/node.md": "# Node\n\nBeside [it](node.js.md).\n",
            "glossary/alone.de.md": "# Allein\n\nBeside the [node](node.md).\n",
        },
    )
    assert settings["ignore"] == ["_*", ".*", "README.md", "*.ja.md", "*.pt-BR.md"]
    assert "*.ja.md  " in said
    assert {fault["rule"] for fault in faults} <= {"orphan"}
    stems = {path.stem for path in (tmp_path / "site").glob("*.html")} - {"index", "404"}
    assert stems == {"warp", "weft", "node.js", "node", "alone.de"}


def test_marks_that_are_read_are_not_counted_as_shown() -> None:
    body = (
        '# A\n\n::: tip\nx\n:::\n\n{% hint %}\ny\n{% endhint %}\n\n[z]({{< ref "z" >}}) {{< gloss >}}z{{< /gloss >}}\n'
    )
    assert read_sheet(Source("a.md", body.encode(), ""), "a.md").marks == frozenset()
    strange = f"{body}\n::: columns\n:::\n\n{{{{< figure >}}}}\n"
    assert read_sheet(Source("a.md", strange.encode(), ""), "a.md").marks == {"box", "shortcode"}
