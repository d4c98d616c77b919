"""English-looking text for made-up terms: sentences, and bodies of about 2.2 kB.

A body marks its explicit links `@0@`, `@1@` …; `formats.py` writes them as each generator wants them.
"""

from collections.abc import Sequence
from random import Random

ADJECTIVES = (
    "small", "large", "steady", "early", "late", "noisy", "sparse", "dense", "local", "global", "partial", "stable",
    "shallow", "deep", "narrow", "broad", "hidden", "open", "slow", "rapid", "typical", "rare", "shared", "private",
)  # fmt: skip
NOUNS = (
    "model", "sample", "input", "output", "error", "weight", "step", "result", "measure", "source", "answer", "system",
    "passage", "document", "request", "token", "margin", "label", "example", "pattern", "setting", "session", "report",
)  # fmt: skip
VERBS = (
    "limits", "extends", "replaces", "compares", "reads", "orders", "splits", "joins", "keeps", "drops", "repeats",
    "checks", "weighs", "shortens", "spreads", "balances", "predicts", "records", "selects", "merges",
)  # fmt: skip
TAILS = (
    "before the next pass begins", "as long as the budget allows it", "until the numbers settle", "for each new request",
    "without a second look at the data", "when two sources disagree", "at the cost of some memory",
    "even where labels are missing", "in most systems of this size", "once the first results are in",
)  # fmt: skip
ACCENTS = ("**{}**", "*{}*", "`{}`", "~~{}~~")
LINK_SENTENCES = (
    "This differs from {} in what it needs beforehand.",
    "Together with {} it decides what the reader sees in the end.",
    "Where that is too slow, {} is the usual way out.",
    "Teams that have {} already can leave this step out.",
    "It was first described next to {} and shares most of its limits.",
)
MENTION_SENTENCES = (
    "In a {} the same effect is visible much earlier.",
    "What a {} adds to this is mostly order.",
    "The difference from a {} shows only under load.",
    "Some texts call for a {} at this point.",
)
HEADINGS = ("How it works", "In numbers", "In practice", "Limits", "Where it is used", "What to watch", "Background")
FENCES = (
    ("python", ('def {0}(items: list[float], limit: int = {1}) -> float:\n    """The mean of the first `limit` items."""\n'
     "    chosen = [item for item in items[:limit] if item >= 0.0]\n    return sum(chosen) / max(len(chosen), 1)")),
    ("json", '{{\n  "name": "{0}",\n  "limit": {1},\n  "steps": [1, 2, 3],\n  "strict": true,\n  "note": null\n}}'),
    ("bash", '#!/bin/sh\nset -eu\nfor file in {0}/*.txt; do\n  wc -l "$file" | sort -n | head -n {1}\ndone'),
    ("yaml", "{0}:\n  limit: {1}\n  sources:\n    - one.txt\n    - two.txt\n  strict: true  # stops at the first fault"),
    ("go", ('func {0}(items []float64) (float64, error) {{\n\tif len(items) == 0 {{\n\t\treturn 0, errors.New("empty")\n'
     "\t}}\n\treturn items[0] * {1}, nil\n}}")),
)  # fmt: skip


def phrase(rng: Random) -> str:
    """An adjective and a noun."""
    return f"{rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}"


def sentence(rng: Random) -> str:
    """One sentence of some 75 characters; in one of six, a word is accented."""
    noun = rng.choice(NOUNS)
    if rng.random() < 0.17:
        noun = rng.choice(ACCENTS).format(noun)
    return f"The {rng.choice(ADJECTIVES)} {noun} {rng.choice(VERBS)} the {phrase(rng)} {rng.choice(TAILS)}."


def paragraph(rng: Random, sentences: int, *extra: str) -> str:
    """`sentences` sentences with the `extra` ones among them, never in front."""
    texts = [sentence(rng) for _ in range(sentences)]
    for text in extra:
        texts.insert(rng.randint(1, len(texts)), text)
    return " ".join(texts)


def linking(rng: Random, place: int) -> str:
    """A sentence that holds the explicit link `place`."""
    return rng.choice(LINK_SENTENCES).format(f"@{place}@")


def mentioning(rng: Random, name: str) -> str:
    """A sentence that names another term and does not link it."""
    return rng.choice(MENTION_SENTENCES).format(name)


def table(rng: Random, mention: str) -> str:
    """A table of three columns and three rows; one cell names another term."""
    rows = [f"| {phrase(rng)} | {rng.randint(2, 900)} | {phrase(rng)} |" for _ in range(2)]
    rows.append(f"| {mention} | {rng.randint(2, 900)} | ~~{rng.choice(NOUNS)}~~ {rng.choice(NOUNS)} |")
    return "\n".join(("| part | amount | note |", "|---|---:|:---:|", *rows))


def items(rng: Random, marks: Sequence[str]) -> str:
    """A list with one item for each of `marks` (`-`, `1.`, `- [x]`)."""
    return "\n".join(f"{mark} **{phrase(rng).capitalize()}** {rng.choice(TAILS)}" for mark in marks)


def fence(rng: Random) -> str:
    """A fenced block of code in one of five languages."""
    language, text = rng.choice(FENCES)
    return f"```{language}\n{text.format(rng.choice(NOUNS), rng.randint(2, 99))}\n```"


def body(rng: Random, mentions: Sequence[str], *, coded: bool) -> str:
    """A Markdown body with the link marks `@0@` to `@4@` and the five `mentions` bare.

    Begins with a paragraph of more than one sentence: `speed.py` edits it there.
    """
    first, second, third, fourth = rng.sample(HEADINGS, 4)
    blocks = [
        paragraph(rng, 3, linking(rng, 0), mentioning(rng, mentions[0])),
        f"## {first}",
        paragraph(rng, 3, linking(rng, 1), mentioning(rng, mentions[1])),
        items(rng, ("-", "-", "-", "-")) + f"\n- see also @2@ for the {phrase(rng)}",
        f"## {second}",
        table(rng, mentions[2]),
        f"## {third}",
        paragraph(rng, 3, linking(rng, 3), mentioning(rng, mentions[3])),
        items(rng, ("1.", "2.", "3.") if rng.random() < 0.7 else ("- [x]", "- [ ]", "- [ ]")),
        f"### {fourth}",
        paragraph(rng, 4, linking(rng, 4), mentioning(rng, mentions[4])),
    ]
    if coded:
        blocks.insert(6, fence(rng))
    return "\n\n".join(blocks) + "\n"
