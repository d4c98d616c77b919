"""The rules with their examples: as text, as Markdown, and as the page docs/rules.md."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from glossary.text.examples import EXAMPLES
from glossary.text.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from glossary.text.examples import Example, Files
    from glossary.text.rules import Rule

EXAMPLE_OF: Final = MappingProxyType({example.rule: example for example in EXAMPLES})

HEAD: Final = """\
---
autolink: never
---

# Rules

All that `glossary check`, `glossary build` and `glossary lint` can tell of. `glossary rules NAME` shows one of them in
a terminal. `glossary build` writes only where there is no error; `--keep-going` writes all that could be made and still
ends with exit status 1; `--strict` makes warnings errors.

A key of `rules:` in `glossary.yml` changes how bad a rule is: `error`, `warning` or `off`. What is *error, always*
means that something is not read: it cannot be made less, or the site would lack it without a word.

```yaml
rules: {dangling-link: warning, orphan: off}
```

| rule | by default | what is wrong |
|---|---|---|
"""

_KINDS: Final = MappingProxyType({"md": "markdown", "yml": "yaml", "html": "html", "css": "css", "py": "python"})


def address(rule: str = "") -> str:
    """Where the documentation stands, and there the rule; empty where the installed package does not say."""
    from importlib.metadata import PackageNotFoundError, metadata  # its import is dear

    try:
        known = metadata("glossary-site").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    homes = dict(each.split(", ", 1) for each in known if ", " in each)
    home = homes.get("Documentation", "").rstrip("/")
    return f"{home}/rules.html#{rule}" if home and rule else home


def severity(rule: Rule) -> str:
    """How bad it is, and whether that can be changed."""
    return f"{rule.severity}, always" if rule.firm else rule.severity


def as_text(rule: Rule) -> str:
    """A rule for a terminal."""
    example = EXAMPLE_OF[rule.name]
    parts = [f"{rule.name} ({severity(rule)})\n{rule.what}"]
    if example.made_by:
        parts.append(f"Refused, as this makes it:\n{_indented(example.made_by)}")
    parts += [f"{title}, {path}:\n{_indented(text)}" for title, path, text in _sides(example)]
    parts += [f"Source: {source}" for source in rule.sources]
    return "\n\n".join(parts)


def as_markdown(rule: Rule) -> str:
    """A rule for whatever shows Markdown."""
    return "\n\n".join([rule.what, *_example(EXAMPLE_OF[rule.name]), *_sources(rule)])


def page(told: Mapping[str, str]) -> str:
    """The page of all rules; `told` is what is said of each wrong example."""
    rows = [f"| [`{rule.name}`](#{rule.name}) | {severity(rule)} | {rule.what} |" for rule in RULES]
    return HEAD + "\n".join(rows) + "\n\n" + "\n\n".join(_entry(rule, told[rule.name]) for rule in RULES) + "\n"


def _entry(rule: Rule, told: str) -> str:
    wrong, right = _wrong(EXAMPLE_OF[rule.name]), _right(EXAMPLE_OF[rule.name])
    said = f"```text\n{told.rstrip()}\n```"
    head = [f"## {rule.name}", f"*{severity(rule).capitalize()}.* {rule.what}"]
    return "\n\n".join([*head, *wrong, said, *right, *_sources(rule)])


def _example(example: Example) -> list[str]:
    return [*_wrong(example), *_right(example)]


def _wrong(example: Example) -> list[str]:
    made = [f"Refused, as this makes it:\n\n```sh\n{example.made_by}\n```"] if example.made_by else []
    return made + [_fenced("Refused", path, text) for path, text in example.wrong]


def _right(example: Example) -> list[str]:
    return [_fenced("Instead", path, text) for path, text in example.right]


def _sources(rule: Rule) -> list[str]:
    return [f"Source: {'; '.join(rule.sources)}."] if rule.sources else []


def _sides(example: Example) -> Iterator[tuple[str, str, str]]:
    yield from _titled("Refused", example.wrong)
    yield from _titled("Instead", example.right)


def _titled(title: str, files: Files) -> Iterator[tuple[str, str, str]]:
    for path, text in files:
        yield title, path, text


def _fenced(title: str, path: str, text: str) -> str:
    kind = _KINDS.get(path.rpartition(".")[2], "text")
    return f"{title}, `{path}`:\n\n```{kind}\n{text}```"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())
