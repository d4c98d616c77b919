"""The site as HTML pages: each kind of page is a view of the glossary, shown by the template of its name.

The only module that knows Jinja2, which is imported once pages are made.
"""

from __future__ import annotations

import re
from posixpath import dirname
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from glossary.exporters.artifact import Artifact, TemplateFault
from glossary.pages import a_z, home, not_found, page, path, redirect, section, tag, term
from glossary.pages.frame import Desk, Frame, in_navigation, make_frame
from glossary.pages.join import Markup, escape_output, rendered
from glossary.pages.keys import Keys
from glossary.text.diagnostic import Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping
    from types import CodeType, TracebackType

    from jinja2 import Environment, Template
    from jinja2.runtime import Context

    from glossary.exporters.artifact import Theme, Workshop
    from glossary.graph.glossary import Glossary
    from glossary.text.labels import Labels

NAME: Final = "html"

PAGES: Final = (home, a_z, section, term, tag, path, page, redirect, not_found)
"""The kinds of pages. Each plans its pages, and makes what the template of its name sees."""

FILTERS: Final = (
    "abs", "capitalize", "count", "d", "default", "e", "escape", "first", "groupby", "int", "join", "last",
    "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select", "selectattr",
    "sort", "striptags", "title", "trim", "truncate", "unique", "upper", "wordcount",
)  # fmt: skip
"""What a site's templates may use. Left out: what marks text as safe, draws lots, or makes much of little."""

TESTS: Final = (
    "==", "boolean", "defined", "divisibleby", "eq", "equalto", "even", "false", "ge", "greaterthan", "gt", "in",
    "integer", "iterable", "le", "lessthan", "lower", "lt", "mapping", "ne", "none", "number", "odd", "sequence",
    "string", "true", "undefined", "upper",
)  # fmt: skip
"""The tests of values that they may use."""

LARGEST: Final = 2**53
"""Numbers beyond this are refused in a site's templates: no page needs to reckon with them."""

_ADDRESS: Final = re.compile(r" at 0x[0-9a-fA-F]+")


def plan(glossary: Glossary, theme: Theme, labels: Labels) -> Iterator[Artifact]:
    """All pages with their keys."""
    keys = Keys(glossary, theme.digest, labels)
    for kind in PAGES:
        for planned in kind.plan(keys):
            yield Artifact(planned.address, planned.key, NAME, kind.KIND, planned.id)


def maker(workshop: Workshop) -> PageMaker:
    """What renders the pages."""
    return PageMaker(workshop)


class PageMaker:
    """Renders pages; keeps compiled templates, and the bar and foot that many pages have alike."""

    def __init__(self, workshop: Workshop) -> None:
        self.theme = workshop.theme
        self.environment = _environment(workshop.theme)
        self.desk = Desk(workshop.glossary, workshop.shelf, workshop.labels)
        self.kinds: Mapping[str, Any] = {kind.KIND: kind for kind in PAGES}
        self.marked = in_navigation(workshop.glossary, workshop.labels)
        self.frames: dict[tuple[str, str], Frame] = {}
        self.templates: dict[str, Template] = {}

    def produce(self, artifact: Artifact) -> bytes:
        """The page in UTF-8. Raises `TemplateFault` where a template of the site fails."""
        shown = self.kinds[artifact.kind].view(self.desk, artifact.id, artifact.path)
        return self._guarded(lambda: self._render(artifact, shown)).encode()

    def _render(self, artifact: Artifact, shown: object) -> str:
        template = self.templates.get(artifact.kind)
        if template is None:
            template = self.templates[artifact.kind] = self.environment.get_template(f"{artifact.kind}.html")
        return template.render(page=shown, site=self._frame(artifact))

    def _frame(self, artifact: Artifact) -> Frame:
        """The frame of a page: one for all pages of a folder but those that the bar marks as the current one."""
        lost = artifact.kind == not_found.KIND
        own = artifact.path if lost or artifact.path in self.marked else ""
        place = (dirname(artifact.path), own)
        if place not in self.frames:
            root = not_found.root_of(self.desk.glossary) if lost else None
            made = make_frame(self.desk.glossary, self.desk.labels, artifact.path, root)
            header = self._macro("header", made)
            self.frames[place] = replace(made, header=header, footer=self._macro("footer", made))
        return self.frames[place]

    def _macro(self, name: str, frame: Frame) -> Markup:
        module: Any = self.environment.get_template(f"{name}.html").module
        try:
            return rendered(getattr(module, name)(frame))
        except Exception:  # noqa: BLE001 - raised again, with the lines of the template
            self.environment.handle_exception()

    def _guarded(self, render: Callable[[], str]) -> str:
        if not self.theme.own:
            return render()
        try:
            return render()
        except Exception as error:  # noqa: BLE001 - a site's template can raise anything; it is told at its line
            found = _place(error, self.theme.own)
            if found is not None:
                raise TemplateFault(_fault(*found, _told(error), self.theme)) from None
            for name in _too_deep(self.environment, self.theme):
                raise TemplateFault(_fault(name, 1, "it is nested too deeply", self.theme)) from None
            for name, macro in _lacking(self.environment, self.theme):
                raise TemplateFault(_fault(name, 1, f"it lacks the macro `{macro}`", self.theme)) from None
            # Nowhere in the site's templates, yet because of them: the built-in ones alone do not fail.
            raise TemplateFault(_fault(min(self.theme.own), 1, _told(error), self.theme)) from None


def _environment(theme: Theme) -> Environment:
    """Where templates run: in a sandbox as soon as one of them is the site's own."""
    import jinja2

    kind = _sandbox() if theme.own else jinja2.Environment
    environment = kind(
        loader=jinja2.FunctionLoader(lambda name: _source(name, theme)),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    if not theme.own:
        _hasten(environment)
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.tests = {name: environment.tests[name] for name in TESTS}
    return environment


def _hasten(environment: Environment) -> None:
    """Give templates that are all ours quicker ways to read and to escape, which takes a third off each page.

    A missing attribute is an error as before, only of another kind.
    """
    import jinja2

    class Quick(jinja2.Template):
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

    environment.template_class = Quick
    environment.getattr = getattr  # type: ignore[method-assign, assignment]  # the built-in has the signature that is used


def _source(name: str, theme: Theme) -> tuple[str, str, None] | None:
    text = theme.templates.get(name)
    return None if text is None else (text, f"templates/{name}", None)


def _sandbox() -> type[Environment]:
    """The sandbox. It reads values and calls macros; it reaches no method and reckons with nothing large."""
    from jinja2.exceptions import SecurityError
    from jinja2.runtime import BlockReference, LoopContext, Macro, Undefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset(("//", "%", "+", "*", "-", "/", "**"))

        def is_safe_callable(self, obj: object) -> bool:
            """Whether a template may call `obj`: macros, blocks, loops and what loops offer."""
            # What is undefined says itself what it is.
            allowed = isinstance(obj, Macro | BlockReference | LoopContext | Undefined)
            if not (allowed or isinstance(getattr(obj, "__self__", None), LoopContext)):
                msg = "only macros, blocks and loops can be called here"
                raise SecurityError(msg)
            return True

        def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
            """The result for two numbers of moderate size."""
            if operator == "**" or not (_moderate(left) and _moderate(right)):
                msg = f"`{operator}` is for two numbers below 2⁵³ here"
                raise SecurityError(msg)
            return super().call_binop(context, operator, left, right)

    return Sandbox


def _moderate(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) < LARGEST


def _place(error: Exception, own: frozenset[str]) -> tuple[str, int] | None:
    """The template of the site, and its line, in which an error arose."""
    import jinja2

    if isinstance(error, jinja2.TemplateSyntaxError) and error.name in own:
        return str(error.name), error.lineno
    found = None
    for file, line in _frames(error.__traceback__):
        name = file.removeprefix("templates/")
        if file.startswith("templates/") and name in own:
            found = name, line
    return found


def _frames(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


def _too_deep(environment: Environment, theme: Theme) -> Iterator[str]:
    """Templates of the site that Jinja's parser, which recurses, cannot read."""
    for name in sorted(theme.own):
        try:
            environment.parse(theme.templates[name])
        except RecursionError:
            yield name


def _lacking(environment: Environment, theme: Theme) -> Iterator[tuple[str, str]]:
    """Templates of the site that replace one of ours which offers a macro, and do not offer it."""
    import jinja2

    for name in sorted(theme.own):
        replaced = environment.parse(theme.templates.get(f"builtin/{name}", ""))
        own = {macro.name for macro in environment.parse(theme.templates[name]).find_all(jinja2.nodes.Macro)}
        for macro in replaced.find_all(jinja2.nodes.Macro):
            if macro.name not in own:
                yield name, macro.name


def _told(error: Exception) -> str:
    import jinja2

    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no template `{error.name}`"
    what = _ADDRESS.sub("", " ".join(str(error).split())) or type(error).__name__
    return f"{what[:1].lower()}{what[1:].rstrip('.')}"


def _fault(name: str, line: int, what: str, theme: Theme) -> Diagnostic:
    lines = theme.templates[name].splitlines(keepends=True)
    start = len("".join(lines[: line - 1]).encode())
    text = lines[line - 1].rstrip("\r\n") if line <= len(lines) else ""
    ours = f"builtin/{name}"
    help_ = f"`{ours}` is ours: compare, or extend it and replace single blocks" if ours in theme.templates else ""
    span = Span(f"templates/{name}", start, start + len(text.encode()))
    return Diagnostic.of("template-error", span, f"the template fails: {what}", help_)
