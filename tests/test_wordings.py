"""`glossary lint --export`: the same rules for Vale, textlint (prh) and CSpell, held against what those read."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from glossary.build.run import options_of
from glossary.build.wordings import export
from glossary.exporters.vale import style_of
from glossary.graph.wordings import MADE
from glossary.text.near import slips
from glossary.text.pattern import pattern
from glossary.yaml.emit import emit
from tests.builds import Builder, Run, environment, tree, write

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent / "prose"
STYLE = "styles/WordsOfMachineLearning"

HEADER = {"extends", "message", "level", "scope", "link", "limit", "action", "description"}
"""What every rule of Vale may have (https://vale.sh/docs/styles, *Rules*)."""

VALE = {
    "existence": HEADER | {"append", "ignorecase", "nonword", "raw", "tokens", "exceptions", "vocab"},
    "substitution": HEADER | {"append", "ignorecase", "nonword", "swap", "exceptions", "vocab", "capitalize"},
}
"""And what a rule of each kind may (https://vale.sh/docs/checks/existence, https://vale.sh/docs/checks/substitution)."""

KINDS: dict[str, type | tuple[type, ...]] = {
    "extends": str, "message": str, "level": str, "scope": str, "link": str, "action": dict, "ignorecase": bool,
    "nonword": bool, "vocab": bool, "capitalize": bool, "swap": dict, "tokens": list,
}  # fmt: skip

PRH = {"expected", "pattern", "patterns", "regexpMustEmpty", "options", "specs", "prh"}
"""What a rule of prh may have (misc/prh.yml in its repository)."""

WRONG = {
    "We fine-tuned the prompt.": "fine-tuned the prompt",
    "We fine tuned\nthe prompt.": "fine tuned\nthe prompt",
    "Fintuning is dear.": "Fintuning",
    "A knob and two knobs.": "knob",
    "Synaptic networks learn.": "Synaptic networks",
    "An SN learns.": "SN",
    "On Github.": "Github",
    "It is on git hub.": "git hub",
}
"""Texts, and what each program finds in them."""

RIGHT = (
    "On GitHub.",
    "A doorknob.",
    "A knob-like thing.",
    "A sn.",
    "Unfine-tuned the prompts.",
    "Fine-tuning, tuning school.",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wordings of the golden glossary, for each program."""
    place = tmp_path_factory.mktemp("made")
    options = options_of(HERE / "glossary", cache=place / "cache")._replace(check=True)
    for name in ("vale", "prh", "cspell"):
        export(options, name, str(place / name))
    return place


@pytest.fixture
def say(builder: Builder) -> Callable[..., Run]:
    def run(*arguments: str | Path, folder: Path = HERE / "glossary") -> Run:
        builder.begin("lint", *arguments, "--folder", folder)
        return builder.end()

    return run


def as_python(expression: str, *, fold: bool) -> re.Pattern[str]:
    """The expression for Python, whose `\\w` is a letter, a digit or `_`."""
    return re.compile(expression.replace(r"\p{L}\p{N}_", r"\w"), re.IGNORECASE if fold else 0)


# Vale


@pytest.fixture(scope="module")
def rules(made: Path) -> dict[str, dict[str, Any]]:
    """The rules for Vale, by the name of the file, as a reader of YAML has them."""
    files = sorted((made / "vale" / STYLE).iterdir())
    return {path.name: yaml.safe_load(path.read_text("utf-8")) for path in files}


def test_there_is_a_rule_for_each_entry_one_for_former_names_and_one_for_slips(rules: dict[str, Any]) -> None:
    assert {name: rule["extends"] for name, rule in rules.items()} == {
        "dropout-former.yml": "existence",
        "fine-tuning-avoid-2.yml": "existence",
        "fine-tuning-avoid.yml": "existence",
        "old-net-former-2.yml": "substitution",
        "old-net-former.yml": "substitution",
        "parameter-avoid.yml": "substitution",
        "spelling-2.yml": "substitution",
        "spelling.yml": "substitution",
    }


def test_a_rule_for_vale_has_only_keys_that_its_documentation_names(rules: dict[str, Any]) -> None:
    for name, rule in rules.items():
        assert name.endswith(".yml"), "Vale reads no other ending"
        assert rule.keys() <= VALE[rule["extends"]], name
        assert all(isinstance(value, KINDS[key]) for key, value in rule.items()), name
        assert rule["level"] in {"suggestion", "warning", "error"}
        assert rule["scope"] == "text"
        assert rule.get("link", "https://").startswith("https://")
        assert rule.get("action", {"name": "replace"}) == {"name": "replace"}


def test_a_message_for_vale_has_a_place_for_each_word_that_vale_fills_in(rules: dict[str, Any]) -> None:
    for name, rule in rules.items():
        places = {"existence": 1, "substitution": 2}[rule["extends"]]
        assert rule["message"].replace("%%", "").count("%s") == places, name
        assert rule["message"].replace("%%", "").replace("%s", "").count("%") == 0, name


def test_a_rule_for_vale_matches_what_lint_finds(rules: dict[str, Any]) -> None:
    shapes = [
        as_python(shape, fold=rule["ignorecase"])
        for rule in rules.values()
        for shape in (rule["tokens"] if "tokens" in rule else rule["swap"])
    ]

    for text, words in WRONG.items():
        assert words in {found[0] for shape in shapes for found in shape.finditer(text)}, text
    assert not [(text, shape) for text in RIGHT for shape in shapes if shape.search(text)]


def test_a_rule_for_vale_has_no_group_that_vale_would_count(rules: dict[str, Any]) -> None:
    for rule in rules.values():
        for shape in rule.get("swap", {}):
            assert shape.count("(") == shape.count("(?")


def test_a_rule_for_vale_says_what_the_entry_says(rules: dict[str, Any]) -> None:
    first, second, former = (
        rules[f"{name}.yml"] for name in ("fine-tuning-avoid", "fine-tuning-avoid-2", "parameter-avoid")
    )

    assert first["message"] == (
        "Avoid '%s': write “We revised the prompt”, not “We fine-tuned the prompt”. "
        "The word is kept for updates of parameters."
    )
    assert (first["level"], first["link"]) == ("error", "https://words.example/fine-tuning.html#avoid")
    assert second["level"] == "warning"
    assert "When: The facts change daily." in second["message"]
    assert sorted(former["swap"].values()) == ["parameter", "parameters"]


def test_vale_finds_the_style_by_its_configuration(made: Path) -> None:
    lines = (made / "vale" / ".vale.ini").read_text("utf-8").splitlines()

    assert "StylesPath = styles" in lines
    assert "BasedOnStyles = WordsOfMachineLearning" in lines
    assert (made / "vale" / STYLE).is_dir()
    assert [style_of(title) for title in ("", "用語集", "C++ & R2-D2")] == ["Glossary", "Glossary", "CR2D2"]


# prh, which textlint reads

PROGRAM = """
const rules = JSON.parse(process.argv[1]), texts = JSON.parse(process.argv[2]);
const shape = text => { // as prh 5 reads a pattern
  const [, source, flags] = /^\\/(.*)\\/([gimy]*)$/.exec(text);
  return new RegExp(new RegExp(source, flags).source, "gmu" + (flags.includes("i") ? "i" : ""));
};
const apply = (text, { expected, pattern, patterns }) =>
  [pattern, ...(patterns || [])].filter(Boolean).reduce((said, one) => said.replace(shape(one), () => expected), text);
console.log(JSON.stringify(texts.map(text => rules.reduce(apply, text))));
"""


def dictionary(path: Path) -> list[dict[str, Any]]:
    read = yaml.safe_load(path.read_text("utf-8"))
    assert read.keys() == {"version", "rules"}
    assert read["version"] == 1
    found: list[dict[str, Any]] = read["rules"]
    return found


def mended(rules: list[dict[str, Any]], *texts: str) -> list[str]:
    """The texts as prh would mend them."""
    line = ["node", "-e", PROGRAM, json.dumps(rules), json.dumps(texts)]
    said: list[str] = json.loads(subprocess.run(line, check=True, capture_output=True, env=environment()).stdout)
    return said


def test_a_rule_for_prh_has_what_prh_reads(made: Path) -> None:
    for path in ("prh.yml", "prh-review.yml"):
        rules = dictionary(made / "prh" / path)
        assert rules
        for rule in rules:
            assert rule.keys() <= PRH
            assert rule["expected"]
            assert ("pattern" in rule) is not ("patterns" in rule)
            flags = {shape.rpartition("/")[2] for shape in (rule.get("patterns") or [rule["pattern"]])}
            assert flags <= {"", "i"}
            assert len(flags) == 1, "prh joins patterns of the same flags alone"


def test_words_that_can_be_replaced_are(made: Path) -> None:
    texts = {
        "Fintuning and fintuning.": "Fine-tuning and fine-tuning.",
        "Two knobs, one knob. Knobs!": "Two parameters, one parameter. Parameters!",
        "Synaptic networks, an SN, git hub and Github.": "Neural networks, an NN, GitHub and GitHub.",
        **{text: text for text in (*RIGHT, "We fine-tuned the prompt.", "A drop-layer.")},
    }

    assert mended(dictionary(made / "prh" / "prh.yml"), *texts) == list(texts.values())


def test_sentences_to_be_put_differently_stand_apart(made: Path) -> None:
    review = dictionary(made / "prh" / "prh-review.yml")

    assert mended(review, "We fine-tuned the prompt.", *RIGHT) == ["We We revised the prompt..", *RIGHT]
    assert review[0]["prh"].endswith(
        "The word is kept for updates of parameters. https://words.example/fine-tuning.html#avoid"
    )
    assert json.loads((made / "prh" / ".textlintrc.json").read_bytes())["rules"]["prh"]["rulePaths"] == ["prh.yml"]
    both = json.loads((made / "prh" / "textlint-review.json").read_bytes())
    assert both["rules"]["prh"]["rulePaths"] == ["prh.yml", "prh-review.yml"]


# CSpell


def test_cspell_gets_the_words_of_names_and_the_wrong_ones(made: Path) -> None:
    config = json.loads((made / "cspell" / "cspell.json").read_bytes())
    words = (made / "cspell" / "glossary.txt").read_text("utf-8").splitlines()

    assert config.keys() == {
        "description",
        "version",
        "dictionaryDefinitions",
        "dictionaries",
        "flagWords",
        "suggestWords",
    }
    assert config["dictionaryDefinitions"] == [{"name": "glossary", "path": "./glossary.txt", "addWords": False}]
    assert config["dictionaries"] == ["glossary"]
    assert config["flagWords"] == [
        "fintuning->fine-tuning",
        "fintunings->fine-tunings",
        "finetuneing->fine-tuning",
        "finetuneings->fine-tunings",
    ]
    assert config["suggestWords"] == ["knob->parameter", "knobs->parameters"]
    assert words[0] == f"# {MADE}"
    assert {"GitHub", "NN", "Neural", "networks", "weights"} <= set(words)
    assert "Synaptic" not in words
    assert all(re.fullmatch(r"[^\W\d_]+", word) for word in words[1:])


# What is written


def test_an_export_is_written_again_and_again(say: Callable[..., Run], tmp_path: Path) -> None:
    files = {"words/terms/a.md": "---\nterm: A\ndefinition: b\navoid: {avoid: C., words: cc, write: D.}\n---\n"}
    write(tmp_path, files)
    out = tmp_path / "out"
    said = say("--export", "vale", "--out", out, folder=tmp_path / "words")
    first = tree(out)
    (out / ".vale.ini").write_text("mine")
    (out / "styles/Glossary/mine.yml").write_text("extends: existence\n")
    write(tmp_path, {"words/terms/b.md": files["words/terms/a.md"].replace("term: A", "term: B")})
    say("--export", "vale", "--out", out, folder=tmp_path / "words")
    second = tree(out)
    write(tmp_path, {"words/terms/b.md": None})
    say("--export", "vale", "--out", out, folder=tmp_path / "words")

    assert said.out.splitlines()[-1] == "1 wording written for vale; `BasedOnStyles = Glossary` in .vale.ini uses it"
    assert second.keys() - first.keys() == {"styles/Glossary/b-avoid.yml", "styles/Glossary/mine.yml"}
    assert second[".vale.ini"] == b"mine"
    assert tree(out) == first | {".vale.ini": b"mine", "styles/Glossary/mine.yml": b"extends: existence\n"}


@pytest.mark.parametrize("name", ["vale", "prh", "cspell"])
def test_nothing_of_others_is_overwritten(say: Callable[..., Run], made: Path, tmp_path: Path, name: str) -> None:
    ours = [path for path, data in tree(made / name).items() if data is not None and MADE.encode() in data]
    out = tmp_path / "out"
    write(out, {ours[0]: "theirs\n"})
    before = tree(out)
    said = say("--export", name, "--out", out)

    assert said.status == 2
    assert "was not made by this command" in said.err
    assert tree(out) == before


@pytest.mark.parametrize("way", ["out", "out/styles", f"out/{STYLE}/spelling.yml"])
def test_nothing_is_written_through_a_link(say: Callable[..., Run], tmp_path: Path, way: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    place = tmp_path / way
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(tmp_path / "elsewhere")
    said = say("--export", "vale", "--out", tmp_path / "out")

    assert said.status == 2
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize("where", ["terms", "terms/deep", "static", "site", "site/assets"])
def test_nothing_is_written_where_a_build_would_stumble_over_it(
    say: Callable[..., Run], tmp_path: Path, where: str
) -> None:
    write(tmp_path, {"words/terms/a.md": "---\nterm: A\ndefinition: b\n---\n"})
    before = tree(tmp_path / "words")
    said = say("--export", "cspell", "--out", tmp_path / "words" / where, folder=tmp_path / "words")

    assert said.status == 2
    assert "name another folder with `--out`" in said.err
    assert tree(tmp_path / "words") == before


def test_a_rule_that_is_off_is_not_written(say: Callable[..., Run], tmp_path: Path) -> None:
    term = "---\nterm: A\ndefinition: b\navoid: {avoid: C., words: cc, write: 90%.}\n---\n"
    write(tmp_path, {"words/terms/a.md": term, "words/glossary.yml": "rules: {doubtful-word: off}\n"})
    off = say("--export", "vale", "--out", tmp_path / "off", folder=tmp_path / "words")
    write(tmp_path, {"words/glossary.yml": "rules: {doubtful-word: error}\n"})
    say("--export", "vale", "--out", tmp_path / "on", folder=tmp_path / "words")
    rule = yaml.safe_load((tmp_path / "on/styles/Glossary/a-avoid.yml").read_text("utf-8"))

    assert off.out.splitlines()[-1].startswith("0 wordings written")
    assert list(tree(tmp_path / "off")) == [".vale.ini"]
    assert (rule["level"], rule["message"]) == ("error", "Avoid '%s': did you mean “90%%”, not “C”?")


# The parts


@pytest.mark.parametrize(
    ("phrase", "matches", "others"),
    [
        (
            "fine-tuned it",
            ("fine tuned it", "fine-tuned  it"),
            ("refine-tuned it", "fine-tuned its", "fine-tuned it-x"),
        ),
        ("C++ (new)", ("C++ (new)",), ("C+ (new)", "C++ new")),
        ("it's", ("it's", "it’s"), ("its",)),
        ("a.b/c", ("a.b/c",), ("axb/c",)),
    ],
)
def test_a_phrase_is_one_expression_for_all(phrase: str, matches: tuple[str, ...], others: tuple[str, ...]) -> None:
    shape = as_python(pattern(phrase, "en"), fold=False)

    assert all(shape.search(f"an {text}.") for text in matches)
    assert not any(shape.search(f"an {text}.") for text in others)


def test_in_writing_without_spaces_a_phrase_has_no_bounds() -> None:
    assert pattern("模型", "zh") == "模型"


@pytest.mark.parametrize(
    "value",
    [
        {"a": 'it\'s: "b" # c', "yes": "no", "1": "%", "": "\\p{L}\t\x85\u2028\ufeff"},
        {"a": [{"b": ["c", {"d": True}], "e": 1}, "f", False], "g": [], "h": {}},
    ],
)
def test_what_is_written_is_what_a_reader_of_yaml_reads(value: Any) -> None:
    assert yaml.safe_load(emit(value)) == value
    assert all(line.isprintable() for line in emit(value).split("\n"))


@pytest.mark.parametrize(
    ("word", "other", "count"),
    [
        ("halucination", "hallucination", 1),
        ("modle", "model", 1),
        ("", "ab", 2),
        ("same", "same", 0),
        ("serving", "model", 7),
    ],
)
def test_slips_are_letters_that_differ(word: str, other: str, count: int) -> None:
    assert slips(word, other) == slips(other, word) == count
