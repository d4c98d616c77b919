"""The templates of a site, and where one fails. Ours are trusted; where one is the site's own, all run in a sandbox."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from glossary.exporters.artifact import Unmade
from glossary.exporters.complaints import line_of, worded
from glossary.exporters.jinja import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from glossary.exporters.policy import leading, leads_away
from glossary.pages.join import escape_output
from glossary.pages.words import Foreign, Word
from glossary.text.diagnostic import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, MutableMapping
    from types import CodeType, TracebackType

    from glossary.exporters.artifact import Theme
    from glossary.exporters.sandbox import Sandbox
    from glossary.text.labels import Labels

FILTERS: Final = (
    "abs", "capitalize", "count", "d", "default", "e", "escape", "first", "groupby", "int", "join", "last",
    "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr",
    "sort", "striptags", "title", "trim", "truncate", "unique", "upper", "wordcount",
)  # fmt: skip
"""What a site's templates may use. Left out: what marks text as safe, draws lots, or makes much of little."""

TESTS: Final = (
    "==", "boolean", "defined", "divisibleby", "eq", "equalto", "even", "false", "ge", "greaterthan", "gt", "in",
    "integer", "iterable", "le", "lessthan", "lower", "lt", "mapping", "ne", "none", "number", "odd", "sequence",
    "string", "true", "undefined", "upper",
)  # fmt: skip
"""The tests of values that they may use."""

LONGEST: Final = 1000
"""Characters of a complaint that are told: a template can put a name of any length into it."""

_ADDRESS: Final = re.compile(r" at 0x[0-9a-fA-F]+")

OFTEN: Final = (
    "term.html", "header.html", "footer.html", "parts.html", "rail.html", "components/see_also.html",
    "components/sources.html", "components/tradeoffs.html", "components/quiz.html",
)  # fmt: skip
"""The templates that make most pages."""

_BARE: Final = "_bare"
_CODE: Final = re.compile(r"\{([%{#]).*?[%}#]\}", re.DOTALL)
_SHOWN: Final = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_LABEL: Final = re.compile(r"\{\{ site\.labels\.(\w+) \}\}")
_BREAK: Final = re.compile(r"(?<=>)\n+(?=<|\{%)")
_BREAKS: Final = re.compile(r"(?<=%\})\n\n+(?=<|\{%)")
"""Jinja2 itself takes the first line break behind a statement."""
_END: Final = re.compile(r"</(?:li|dt|dd|tbody|td|th|thead|tr)>")
_kept: list[Templates] = []


def templates_of(theme: Theme, labels: Labels) -> Templates:
    """The templates of a theme. The last ones are kept: a process that is forked off has them at once, and so has the
    next site that a preview shows.
    """
    if _kept:
        last = _kept[0]
        if last.theme.templates == theme.templates and last.theme.own == theme.own and last.labels == labels:
            return last
    _kept[:] = [Templates(theme, labels)]
    return _kept[0]


class Templates:
    """The templates of a site, each compiled when it is first asked for."""

    def __init__(self, theme: Theme, labels: Labels) -> None:
        self.theme = theme
        self.labels = labels
        self.sandbox = _sandbox(theme, labels) if theme.own else None
        self.environment = self.sandbox or _trusted(theme, labels)
        self.pages: dict[str, Template] = {}

    def prepare(self) -> None:
        """Compile what most pages need, if all is ours: what a site's own templates lack is told with a page."""
        if self.sandbox is None:
            for name in OFTEN:
                self.environment.get_template(name)

    def page(self, kind: str, **values: object) -> str:
        """The page of this kind that shows `values`. Raises `Unmade` where a template of the site fails."""
        made = self._guarded(lambda: self._page(kind).render(values))
        if self.sandbox and leads_away(made, getattr(values["page"], "refresh", "")):
            what = "by `http-equiv` the page leads elsewhere, which is for `redirect.html` alone, by `page.refresh`"
            raise Unmade(_fault(*leading(kind, self.theme), what, self.theme))
        return made

    def macro(self, name: str, value: object) -> str:
        """What the macro `name`, in the template of its name, makes of `value`. Raises `Unmade` as `page` does."""
        return self._guarded(lambda: self._macro(name, value))

    def _page(self, kind: str) -> Template:
        found = self.pages.get(kind)
        if found is None:
            found = self.pages[kind] = self.environment.get_template(f"{kind}.html")
        return found

    def _macro(self, name: str, value: object) -> str:
        try:
            module: Any = self.environment.get_template(f"{name}.html").module
            return str(getattr(module, name)(value))
        except Exception:  # noqa: BLE001 - raised again, with the lines of the template
            self.environment.handle_exception()

    def _guarded(self, render: Callable[[], str]) -> str:
        if self.sandbox is None:
            return render()
        self.sandbox.renew()
        try:
            return render()
        except Exception as error:  # noqa: BLE001 - a site's template can raise anything; it is told at its line
            raise Unmade(_fault(*_blame(error, self.sandbox, self.theme), self.theme)) from None


def _sandbox(theme: Theme, labels: Labels) -> Sandbox:
    # Most sites have no templates of their own.
    from glossary.exporters.guards import bound_filters, bound_tests
    from glossary.exporters.sandbox import Sandbox

    environment = Sandbox(loader=_loader(theme, labels), autoescape=True, trim_blocks=True, lstrip_blocks=True, **_KEPT)
    _restrict(environment)
    environment.filters = bound_filters(environment, environment.filters)
    environment.tests = bound_tests(environment, environment.tests)
    return environment


def _trusted(theme: Theme, labels: Labels) -> Environment:
    """Where templates run that are all ours, with quicker ways to read and to escape: a third off each page.

    A missing attribute is an error as in the sandbox, only of another kind.
    """
    environment = Environment(
        loader=_loader(theme, labels),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        **_KEPT,
    )
    _restrict(environment)
    environment.template_class = _Quick
    environment.getattr = getattr  # type: ignore[method-assign, assignment]  # the built-in has the signature that is used
    return environment


_KEPT: Final[dict[str, Any]] = {"auto_reload": False, "cache_size": -1}
"""Templates do not change while they are used, and all are kept."""


def _loader(theme: Theme, labels: Labels) -> FunctionLoader:
    """Gives the texts of templates. In ours the words of the theme, the same on all pages, are put in at once; unless
    they are in another language than the pages, which they say as HTML, and so not within a tag.
    """
    words = vars(labels.words())

    def source(name: str) -> tuple[str, str, None] | None:
        text = theme.templates.get(name)
        if text is None:
            return None
        if isinstance(labels, Foreign):
            text = _bare_in_tags(text)
        elif name not in theme.own:
            text = _LABEL.sub(lambda found: escape_output(words[found[1]]) if found[1] in words else found[0], text)
        return text if name in theme.own else _packed(text), f"templates/{name}", None

    return FunctionLoader(source)


def _packed(text: str) -> str:
    """A template of ours without the line breaks between its tags, and without end tags that HTML reads anyway: a
    twentieth of a page. A blank that readers see is written as a blank.
    """
    return _END.sub("", _BREAKS.sub("\n", _BREAK.sub("", text)))


def _bare_in_tags(text: str) -> str:
    """The template with `_BARE` behind all that it shows within a tag, or in an option, which can hold no element."""
    blank = _CODE.sub(lambda found: " " * len(found[0]), text)
    last = {"<": -1, ">": -1, "<option": -1, "</option": -1}
    seen = 0

    def bare(found: re.Match[str]) -> str:
        nonlocal seen
        for sign, at in last.items():
            last[sign] = max(at, blank.rfind(sign, seen, found.start()))
        seen = found.start()
        within, chosen = last["<"] > last[">"], last["<option"] > last["</option"]
        return f"{{{{ ({found[1].strip('-+ ')})|{_BARE} }}}}" if within or chosen else found[0]

    return _SHOWN.sub(bare, text)


def _bare(value: object) -> object:
    """A word of the theme without what it says of its language."""
    return str(value) if isinstance(value, Word) else value


def _restrict(environment: Environment) -> None:
    """Take out all that no template needs."""
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS} | {_BARE: _bare}
    environment.tests = {name: environment.tests[name] for name in TESTS}


class _Quick(Template):
    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - the name that Jinja2 gives it
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = escape_output
        return made


# Where a template fails


def _blame(error: Exception, environment: Environment, theme: Theme) -> tuple[str, int, str]:
    """The template of the site that is to blame for `error`, the line, and what is wrong there."""
    if isinstance(error, TemplateSyntaxError) and error.name in theme.own:
        return str(error.name), error.lineno, _told(error)
    way = [(file.removeprefix("templates/"), line) for file, line in _frames(error.__traceback__)]
    own = [(name, line) for name, line in way if name in theme.own]
    if own and own[-1] == way[-1]:
        return *own[-1], _told(error)
    for found in chain(_unreadable(environment, theme), _lacking(environment, theme)):
        return found
    # Nowhere in the site's templates, yet because of them: the built-in ones alone do not fail.
    return *(own[-1] if own else (min(theme.own), 1)), _told(error)


def _frames(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    """The templates, by their files, and lines that led to an error."""
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith("templates/"):
            yield file, trace.tb_lineno
        trace = trace.tb_next


def _unreadable(environment: Environment, theme: Theme) -> Iterator[tuple[str, int, str]]:
    """Templates of the site that are too deep for Jinja2's parser, which recurses, or for Python's compiler."""
    for name in sorted(theme.own):
        try:
            environment.compile(theme.templates[name], name)
        except (RecursionError, MemoryError, SyntaxError):
            yield name, 1, "it is nested too deeply"
        except TemplateSyntaxError as error:
            yield name, error.lineno, _told(error)


def _lacking(environment: Environment, theme: Theme) -> Iterator[tuple[str, int, str]]:
    """Templates of the site that replace one of ours which offers a macro, and do not offer it for as many values."""
    for name in sorted(theme.own):
        own = {macro.name: macro for macro in environment.parse(theme.templates[name]).find_all(nodes.Macro)}
        for macro in environment.parse(theme.templates.get(f"builtin/{name}", "")).find_all(nodes.Macro):
            written = f"{macro.name}({', '.join(argument.name for argument in macro.args)})"
            if macro.name not in own:
                yield name, 1, f"it lacks the macro `{written}`"
            elif len(own[macro.name].args) < len(macro.args):
                yield name, own[macro.name].lineno, f"this macro is called as `{written}`"


def _told(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template `{error.name}`"
    if isinstance(error, RecursionError):
        return "it calls, includes or extends itself without end"
    said = _ADDRESS.sub("", " ".join(str(error)[:LONGEST].split())) or type(error).__name__
    what = worded(said, FILTERS, TESTS)
    return f"{what[:1].lower()}{what[1:].rstrip('.')}"


def _fault(name: str, line: int, what: str, theme: Theme) -> Diagnostic:
    ours = f"builtin/{name}"
    help_ = f"`{ours}` is ours: compare, or extend it and replace single blocks" if ours in theme.templates else ""
    if "filter `safe`" in what or "tag `autoescape`" in what:
        help_ = "leave it out: what is HTML already is shown as HTML, all else as text"
    return Diagnostic.of("template-error", line_of(name, line, theme), f"the template fails: {what}", help_)
