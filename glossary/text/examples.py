"""An example of each rule: what is refused, and what to write instead.

`glossary rules` and docs/rules.md show them; tests run each, so that what stands here is what happens.
"""

from __future__ import annotations

from typing import Final, NamedTuple

Files = tuple[tuple[str, str], ...]
"""Paths in a site's folder, and what the files hold."""


class Example(NamedTuple):
    """Files that break a rule, and how they are written instead."""

    rule: str
    wrong: Files
    right: Files
    beside: Files = ()
    """Other files of the folder, which are not shown: the example says nothing of them."""
    made_by: str = ""
    """A line for a shell that makes a file that cannot be shown."""
    lint: tuple[str, ...] = ()
    """What `glossary lint` is given; empty for what `glossary check` tells."""


TRAINING: Final = "terms/training.md"


def _text(
    fields: str = "", body: str = "", *, term: str = "Training", definition: str = "Fitting weights to data."
) -> str:
    said = f"definition: {definition}\n" if definition else ""
    return f"---\nterm: {term}\n{said}{fields}---\n{body}"


GOOD: Final = (TRAINING, _text())
LOSS: Final = ("terms/loss.md", _text(term="Loss", definition="A number that says how wrong an answer is."))
MODEL: Final = ("terms/model.md", _text(term="Model", definition="A function with settings that data gave it."))
PIXEL: Final = "no picture, but a file of that name"


def _fields(rule: str, wrong: str, right: str, *beside: tuple[str, str]) -> Example:
    """By fields in the front matter of a term."""
    return Example(rule, ((TRAINING, _text(wrong)),), ((TRAINING, _text(right)),), beside)


def _body(rule: str, wrong: str, right: str, *beside: tuple[str, str]) -> Example:
    """By the text of a term."""
    return Example(rule, ((TRAINING, _text("", wrong)),), ((TRAINING, _text("", right)),), beside)


def _definition(rule: str, wrong: str, right: str, *beside: tuple[str, str]) -> Example:
    """By the definition of a term."""
    texts = (_text(definition=wrong), _text(definition=right))
    return Example(rule, ((TRAINING, texts[0]),), ((TRAINING, texts[1]),), beside)


def _config(rule: str, wrong: str, right: str, *beside: tuple[str, str]) -> Example:
    """By `glossary.yml`."""
    return Example(rule, (("glossary.yml", wrong),), (("glossary.yml", right),), (GOOD, *beside))


def _quiz(rule: str, wrong: str, right: str) -> Example:
    """By the questions of a term."""
    return _fields(rule, f"quiz:\n{wrong}", f"quiz:\n{right}")


def _prose(rule: str, fields: str, wrong: str, right: str) -> Example:
    """By a sentence of somebody who uses the words of a glossary that has a term with these fields."""
    term = (TRAINING, _text(fields))
    return Example(rule, (term, ("guide.md", wrong)), (("guide.md", right),), (term, MODEL), lint=("guide.md",))


_SENSES: Final = "senses:\n  - {{id: run, definition: One pass over the data.}}\n  - {{id: {}, definition: All that such passes do.}}\n"
_RECALL: Final = (
    (
        "terms/recall-search.md",
        _text("aliases: recall\n", term="Recall (search)", definition="The share of the wanted texts that were found."),
    ),
    (
        "terms/recall-products.md",
        _text("aliases: recall\n", term="Recall (products)", definition="A call to bring a faulty thing back."),
    ),
)
_RING: Final = tuple(
    (
        f"terms/step{at}.md",
        _text("", f"Then comes [[Step{(at + 1) % 9}]].\n", term=f"Step{at}", definition="A part of the whole."),
    )
    for at in range(9)
)
_PLENTY: Final = tuple(
    (
        f"terms/part{at}.md",
        _text(
            "",
            "Some plain words stand here and say little. " * 50 + "The core of it. " * 10 + "\n",
            term=f"Part{at}",
            definition="A piece.",
        ),
    )
    for at in range(6)
)
_PAPER: Final = ("static/paper.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>\n')
_DIGEST: Final = "1:cb7315c61bab2113ab19c5dcfa8593e21b6ebce2386706e7db1793960103ef4b"
"""Of the text that these sources go with; what `glossary review` writes."""

_REVIEW: Final = "sources: [{title: A book about training}]\nreviewed: {by: Ada Lovelace, on: 2026-11-22, digest: "

EXAMPLES: Final[tuple[Example, ...]] = (
    # Reading files
    Example("unreadable-file", (), (GOOD,), made_by=f"mkdir -p terms && mkfifo {TRAINING}"),
    _config("unsafe-path", "theme: {logo: ../logo.svg}\n", "theme: {logo: static/logo.svg}\n", ("static/logo.svg", _PAPER[1])),
    Example("clashing-address", (("root/training.html", "mine\n"),), (("root/mine.html", "mine\n"),), (GOOD,)),
    _fields("limit", f"extra: {{deep: {'[' * 32}{']' * 32}}}\n", "extra: {deep: []}\n"),
    Example("invalid-utf8", (), (("terms/cafe.md", _text(term="Café", definition="A house where coffee is served.")),), made_by=r"mkdir -p terms && printf -- '---\nterm: Caf\351\n---\n' > terms/cafe.md"),
    Example("control-character", (), (GOOD,), made_by=rf"mkdir -p terms && printf -- '---\nterm: Train\007ing\n---\n' > {TRAINING}"),
    Example(
        "merge-conflict",
        ((TRAINING, "---\nterm: Training\n<<<<<<< main\ndefinition: Fitting weights to data.\n=======\ndefinition: Fitting weights to examples.\n>>>>>>> patch-1\n---\n"),),
        ((TRAINING, _text(definition="Fitting weights to examples.")),),
    ),
    # Front matter and configuration
    Example("missing-front-matter", ((TRAINING, "# Training\n\nFitting weights to data.\n"),), (GOOD,)),
    Example(
        "unclosed-front-matter",
        ((TRAINING, "---\nterm: Training\ndefinition: Fitting weights to data.\n\nIt takes long.\n"),),
        ((TRAINING, _text("", "\nIt takes long.\n")),),
    ),
    _definition("yaml-syntax", "A loop of three steps: predict, measure, adjust.", '"A loop of three steps: predict, measure, adjust."'),
    _fields("yaml-feature", "aliases: &names [fitting]\n", "aliases: [fitting]\n"),
    _fields("duplicate-key", "aliases: fitting\naliases: learning\n", "aliases: [fitting, learning]\n"),
    _fields("unknown-key", "sea_also: loss\n", "see_also: loss\n", LOSS),
    _fields("wrong-type", "aliases: {fitting: learning}\n", "aliases: [fitting, learning]\n"),
    _fields("invalid-value", "level: expert\n", "level: advanced\n"),
    _definition("missing-field", "", "Fitting weights to data."),
    _config("missing-extra", "math: true\n", "math: false\n"),
    _config("unknown-rule", "rules: {dangling-links: warning}\n", "rules: {dangling-link: warning}\n"),
    # Names and links
    Example("invalid-id", (("terms/Training_loop!.md", _text(term="Training loop")),), (("terms/training-loop.md", _text(term="Training loop")),)),
    _fields("duplicate-id", _SENSES.format("run"), _SENSES.format("whole")),
    _fields("clashing-id", "redirects: loss\n", "redirects: fitting\n", LOSS),
    _body("dangling-link", "It lowers the [[Los]].\n", "It lowers the [[Loss]].\n", LOSS),
    _body("ambiguous-link", "It raises the [[recall]].\n", "It raises the [[recall-search|recall]].\n", *_RECALL, ("glossary.yml", "rules: {ambiguous-name: off}\n")),
    Example("vanished-id", (GOOD,), ((TRAINING, _text("redirects: fitting\n")),), (("glossary.lock", "fitting\ntraining\n"),)),
    _body("dangling-fragment", "See [below](#first-stp).\n\n## First step\n", "See [below](#first-step).\n\n## First step\n"),
    _fields("cycle", "broader: training\n", "broader: model\n", MODEL),
    Example(
        "unknown-section",
        (("glossary.yml", "sections: [models]\n"), (TRAINING, _text("section: model\n"))),
        (("glossary.yml", "sections: [models]\n"), (TRAINING, _text("section: models\n"))),
    ),
    # Components
    _fields(
        "ragged-row",
        "tradeoffs:\n  - options: [Training, Prompting]\n    rows: [{dimension: Cost, values: [high, low, or none]}]\n",
        'tradeoffs:\n  - options: [Training, Prompting]\n    rows: [{dimension: Cost, values: [high, "low, or none"]}]\n',
    ),
    _quiz(
        "quiz-without-answer",
        "  - question: What does training change?\n    explanation: It moves them step by step.\n    choices: [the prompt, the weights]\n",
        "  - question: What does training change?\n    explanation: It moves them step by step.\n    choices: [the prompt, {text: the weights, correct: true}]\n",
    ),
    _fields(
        "unanswered-step",
        "decision:\n  steps:\n    - {ask: Have you data?, then: Train.}\n    - {ask: Have you time?}\n",
        "decision:\n  steps:\n    - {ask: Have you data?, then: Train.}\n    - {ask: Have you time?, then: Gather data.}\n",
    ),
    Example(
        "unknown-component",
        ((TRAINING, _text("takeaways: [Data first.]\n", "<!-- takeaway -->\n")),),
        ((TRAINING, _text("takeaways: [Data first.]\n", "<!-- takeaways -->\n")),),
    ),
    _body("nesting", f"{'>' * 101} deep\n", "> deep\n"),
    # Templates
    Example(
        "template-error",
        (("templates/footer.html", "{% macro footer(site) %}\n{{ site.title|safe }}\n{% endmacro %}\n"),),
        (("templates/footer.html", "{% macro footer(site) %}\n{{ site.title }}\n{% endmacro %}\n"),),
        (GOOD,),
    ),
    # Warnings
    Example(
        "unused-template",
        (("templates/trem.html", '{% extends "builtin/term.html" %}\n'),),
        (("templates/term.html", '{% extends "builtin/term.html" %}\n'),),
        (GOOD,),
    ),
    Example(
        "unguarded-file",
        (("root/old.html", '<script src="old.js"></script>\n'),),
        (("pages/old.md", "---\ntitle: Old\n---\nWhat it said.\n"),),
        (GOOD,),
    ),
    _fields("ambiguous-name", "aliases: fitting\n", "aliases: model fitting\n", ("terms/tailoring.md", _text("aliases: fitting\n", term="Tailoring", definition="Making clothes."))),
    Example(
        "path-gap",
        (("glossary.yml", "paths: [{id: start, title: Start, terms: [training, model]}]\n"),),
        (("glossary.yml", "paths: [{id: start, title: Start, terms: [model, training]}]\n"),),
        ((TRAINING, _text("prerequisites: model\n")), MODEL),
    ),
    Example(
        "common-name",
        (("terms/core.md", _text(term="Core", definition="A part of a processor that runs on its own.")),),
        (("terms/core.md", _text("autolink: never\n", term="Core", definition="A part of a processor that runs on its own.")),),
        _PLENTY,
    ),
    _fields(
        "near-section",
        "section: lerning\n",
        "section: learning\n",
        ("terms/loss.md", _text("section: learning\n", term="Loss", definition="How far off it is.")),
        ("terms/model.md", _text("section: learning\n", term="Model", definition="What is trained.")),
    ),
    _body("link-to-draft", "It lowers the [[loss]].\n", "It lowers the error.\n", ("terms/loss.md", _text("status: draft\n", term="Loss", definition="How far off it is."))),
    _fields("self-link", "see_also: training\n", "see_also: loss\n", LOSS),
    Example(
        "orphan",
        (("terms/step0.md", _text("", "Then comes [[Step1]].\n", term="Step0", definition="A part of the whole.")),),
        (("terms/step0.md", _text("", "Then comes [[Step1]], and [[Training]] ends it.\n", term="Step0", definition="A part of the whole.")),),
        (GOOD, *_RING[1:]),
    ),
    Example(
        "repeated-link",
        ((TRAINING, _text("see_also: loss\n", "It lowers the [[loss]].\n")),),
        ((TRAINING, _text("see_also: {term: loss, why: the number that it lowers}\n", "It lowers the [[loss]].\n")),),
        (LOSS,),
    ),
    _fields(
        "one-sided-contrast",
        "contrast: {term: inference, why: Uses the model.}\n",
        "contrast: {term: inference, why: Training makes the model; inference uses it.}\n",
        ("terms/inference.md", _text(term="Inference", definition="Running a finished model.")),
    ),
    _fields("duplicate-item", "tags: [basics, basics]\n", "tags: [basics]\n"),
    Example("unread-file", (("terms/training.md.txt", _text()),), (GOOD,), (LOSS,)),
    _body("repeated-title", "# Training\n\nIt takes long.\n", "It takes long.\n"),
    _body("dangling-footnote", "It takes long.[^sorce]\n\n[^source]: So we found.\n", "It takes long.[^source]\n\n[^source]: So we found.\n"),
    _body("unused-footnote", "It takes long.\n\n[^source]: So we found.\n", "It takes long.[^source]\n\n[^source]: So we found.\n"),
    _body("unclosed-code", "~~~python\nfit()\n\nThat is all.\n", "~~~python\nfit()\n~~~\n\nThat is all.\n"),
    _body("unclosed-comment", "<!-- check this\n\nThat is all.\n", "<!-- check this -->\n\nThat is all.\n"),
    _body("lost-cell", "| step | cost |\n|---|---|\n| fit | high | often |\n", "| step | cost | how often |\n|---|---|---|\n| fit | high | often |\n"),
    Example(
        "lost-text",
        ((TRAINING, _text("replaced_by: fitting\n", "It takes long.\n", definition="")),),
        ((TRAINING, _text("replaced_by: fitting\n", definition="")),),
        (("terms/fitting.md", _text(term="Fitting")),),
    ),
    _body("unread-markup", "##Steps\n", "## Steps\n"),
    _body("foreign-markup", "It takes ==long==.\n", "It takes **long**.\n"),
    Example("turned-text", (), (GOOD,), made_by=rf"mkdir -p terms && printf -- '---\nterm: Training\ndefinition: Fitting \342\200\256weights to data.\n---\n' > {TRAINING}"),
    _fields("cut-text", "tags: language #1\n", 'tags: "language #1"\n'),
    _fields("unsplit-list", "tags: basics, weights\n", "tags: [basics, weights]\n"),
    _body("raw-html", "It takes <i>long</i>.\n", "It takes *long*.\n"),
    _body("unknown-scheme", "See [the course](htps://example.org/course).\n", "See [the course](https://example.org/course).\n"),
    _body("remote-image", "![A falling line](https://example.org/loss.png)\n", "![A falling line](loss.png)\n", ("terms/loss.png", PIXEL)),
    _body("missing-image", "![A falling line](los.png)\n", "![A falling line](loss.png)\n", ("terms/loss.png", PIXEL)),
    Example(
        "dangling-url",
        (("static/site.css", "h1 { background: url(papre.svg) }\n"),),
        (("static/site.css", "h1 { background: url(paper.svg) }\n"),),
        (GOOD, _PAPER),
    ),
    _body("missing-alt", "![](loss.png)\n", "![A line that falls from left to right](loss.png)\n", ("terms/loss.png", PIXEL)),
    Example(
        "missing-definition",
        ((TRAINING, "# Training\n"),),
        ((TRAINING, "# Training\n\nFitting weights to data.\n"),),
        (("glossary.yml", "adopt: {term_from: heading, definition_from: first-paragraph}\n"),),
    ),
    _definition("several-sentences", "Fitting weights to data. It takes long.", "Fitting weights to data, which takes long."),
    _definition("definition-circle", "What lowers the loss.", "Fitting weights to data.", ("terms/loss.md", _text(term="Loss", definition="What training lowers."))),
    Example(
        "unexplained-word",
        (("terms/loss.md", _text(term="Loss", definition="A number for how wrong a model is.")),),
        (("terms/loss.md", _text("plain: How far off the answers are.\n", term="Loss", definition="A number for how wrong a model is.")),),
        (
            MODEL,
            ("terms/token.md", _text("plain: A word, or part of one.\n", term="Token", definition="A piece of text.")),
            ("terms/prompt.md", _text("plain: What you type.\n", term="Prompt", definition="The text that is given.")),
        ),
    ),
    _definition("circular-definition", "A process of training weights.", "A process that fits weights to data."),
    _definition("definition-by-usage", "When weights are fitted to data.", "A process that fits weights to data."),
    # Questions
    _quiz(
        "miscounted-answers",
        "  - question: Which one of these does training read?\n    explanation: It reads both.\n    choices: [{text: examples, correct: true}, {text: labels, correct: true}, the web]\n",
        "  - question: Which of these does training read?\n    explanation: It reads both.\n    choices: [{text: examples, correct: true}, {text: labels, correct: true}, the web]\n",
    ),
    _quiz(
        "answer-in-one-place",
        "".join(f"  - question: {question}\n    explanation: So it does.\n    choices: [{other}, {{text: {answer}, correct: true}}]\n" for question, other, answer in (("What does training change?", "prompts", "weights"), ("What does it read?", "nothing", "examples"), ("What does it lower?", "the price", "the loss"))),
        "".join(f"  - question: {question}\n    explanation: So it does.\n    choices: [{one}, {other}]\n" for question, one, other in (("What does training change?", "prompts", "{text: weights, correct: true}"), ("What does it read?", "{text: examples, correct: true}", "nothing"), ("What does it lower?", "the price", "{text: the loss, correct: true}"))),
    ),
    _quiz(
        "longest-answer",
        '  - question: What does training change?\n    explanation: Nothing else.\n    choices:\n      - the prompt\n      - {text: "the weights, since each step moves all of them a little", correct: true}\n      - the data\n',
        "  - question: What does training change?\n    explanation: Each step moves all of them a little.\n    choices:\n      - the prompt\n      - {text: the weights, correct: true}\n      - the data\n",
    ),
    _quiz(
        "unexplained-choice",
        "  - question: What does training change?\n    choices:\n      - {text: the weights, correct: true, why: Each step moves them.}\n      - the prompt\n",
        "  - question: What does training change?\n    choices:\n      - {text: the weights, correct: true, why: Each step moves them.}\n      - {text: the prompt, why: It is written anew for each request.}\n",
    ),
    _quiz(
        "unrelated-quiz",
        "  - question: Who may vote?\n    explanation: It depends.\n    choices: [nobody, {text: some, correct: true}]\n",
        "  - question: What does training change?\n    explanation: It moves them step by step.\n    choices: [prompts, {text: weights, correct: true}]\n",
    ),
    # Configuration, dates and reviews
    _config("empty-path", "paths: [{id: start, title: Start, terms: []}]\n", "paths: [{id: start, title: Start, terms: [training]}]\n"),
    _fields("impossible-date", "facts: [{text: It takes weeks., as_of: 2024-13}]\n", "facts: [{text: It takes weeks., as_of: 2024-12}]\n"),
    _fields("lapsed-review", f'{_REVIEW}"1:{"0" * 64}"}}\n', f'{_REVIEW}"{_DIGEST}"}}\n'),
    Example(
        "unknown-reviewer",
        (("glossary.yml", "reviewers: [Emmy Noether]\n"),),
        (("glossary.yml", "reviewers: [Ada Lovelace, Emmy Noether]\n"),),
        ((TRAINING, _text(f'{_REVIEW}"{_DIGEST}"}}\n')),),
    ),
    _config("missing-label", "language: ar\n", "language: ar\nrules: {missing-label: off}\n"),
    # Other people's prose
    _prose(
        "forbidden-word",
        "avoid: {avoid: The model studies., words: studies, write: The model is trained., kind: forbidden}\n",
        "The model studies overnight.\n",
        "The model is trained overnight.\n",
    ),
    _prose(
        "doubtful-word",
        "avoid: {avoid: The model learns from each chat., words: learns from, write: The chat is kept., when: no weight changes}\n",
        "The model learns from each question.\n",
        "The service keeps each question.\n",
    ),
    _prose("deprecated-name", "replaced_by: model\n", "The training has weights.\n", "The model has weights.\n"),
    _prose("misspelling", "hidden: trainning\n", "The trainning took a week.\n", "The training took a week.\n"),
    Example(
        "unread-prose",
        (("guide.py", '"""A course in training."""\n\ntext = """It never ends.\n'),),
        (("guide.py", '"""A course in training."""\n\ntext = """It ends."""\n'),),
        (GOOD,),
        lint=("guide.py",),
    ),
)  # fmt: skip
"""In the order of `RULES`."""
