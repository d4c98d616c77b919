"""The sandbox of a site's own templates: they read values, call macros, show text and numbers alone, and grow only so
far (decisions 0012 and 0016).
"""

from __future__ import annotations

import functools
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Final

from glossary.exporters.jinja import (
    BlockReference,
    Context,
    EvalContext,
    ImmutableSandboxedEnvironment,
    LoopContext,
    Macro,
    SecurityError,
    StrictUndefined,
    Template,
    Undefined,
    do_join,
    make_attrgetter,
    missing,
    nodes,
    pass_context,
    pass_eval_context,
)
from glossary.text.near import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, MutableMapping
    from types import CodeType

    from glossary.exporters.jinja import Environment

TEXTUAL: Final = frozenset({
    "capitalize", "e", "escape", "lower", "striptags", "title", "trim", "truncate", "upper", "wordcount",
})  # fmt: skip
"""The filters that make a text of whatever they are given."""

LARGEST: Final = 2**53
"""Numbers beyond this are refused: no page needs to reckon with them."""

ROOM: Final = 32_000_000
"""Characters that the templates of a page may join, over and over: a list of 10,000 terms takes a third of it."""

TURNS: Final = 300_000
"""Turns of loops, calls and inclusions that a page may take, a second's work: a list of 10,000 terms takes a tenth."""

_TURNING: Final = "turns of a loop"
"""The filter through which goes what a loop goes over. No template can spell it."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Where a site's templates run. `renew` before each page."""

    intercepted_binops = frozenset(("//", "%", "+", "*", "-", "/", "**"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, undefined=Lacking, finalize=shown)
        self.template_class = _SandboxedTemplate
        self.concat = self._concat  # type: ignore[method-assign]  # Jinja2 has `"".join` there
        self.renew()

    def renew(self) -> None:
        """All that a page may use up is there again."""
        self.room = ROOM
        self.turns = TURNS

    def bound(self, filters: dict[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
        """The filters, and those of the sandbox itself: what they make is counted."""
        found = {name: self._counted(filter_, textual=name in TEXTUAL) for name, filter_ in filters.items()}
        return {**found, "join": _join, _TURNING: _turning}

    def spend(self, size: int) -> None:
        """So many characters or items were made. Raises `SecurityError` where that is too much."""
        self.room -= size
        if self.room < 0:
            raise SecurityError(f"what this page is made of grows beyond {ROOM:,} characters")

    def turn(self, count: int) -> None:
        """So many turns of a loop, or calls, are taken. Raises `SecurityError` where that is too much."""
        self.turns -= count
        if self.turns < 0:
            raise SecurityError(f"this page takes more than {TURNS:,} turns of loops and calls")

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may read the attribute: no private one, and no method but those of loops."""
        return super().is_safe_attribute(obj, attr, value) and (not callable(value) or _may_call(value))

    def unsafe_undefined(self, obj: object, attribute: str) -> Undefined:
        """What a template gets instead of an attribute that it may not read."""
        instead = f": write `|{attribute}`" if attribute in self.filters else ""
        hint = f"`{attribute}` belongs to Python and is not for templates{instead}"
        return self.undefined(hint, name=attribute, obj=obj, exc=SecurityError)

    def wrap_str_format(self, value: object) -> None:
        """No method of a text can be had, so that `format` needs no guard."""

    def is_safe_callable(self, obj: object) -> bool:
        """Whether a template may call `obj`: macros, blocks, loops and what loops offer."""
        if not _may_call(obj):
            raise SecurityError("only macros, blocks and loops can be called here")
        return True

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What the call gives; of a loop that calls itself, each item is a turn."""
        self.turn(1 + (len(args[0]) if isinstance(obj, LoopContext) and args and hasattr(args[0], "__len__") else 0))
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """The result for two numbers of moderate size."""
        if operator == "**" or not (_moderate(left) and _moderate(right)):
            raise SecurityError(f"`{operator}` is for two numbers below 2⁵³ here")
        return super().call_binop(context, operator, left, right)

    def _concat(self, parts: Iterable[str]) -> str:
        found = []
        for part in parts:
            try:
                self.spend(len(part))
            except SecurityError as error:
                if isinstance(parts, Generator):
                    parts.throw(error)  # at the line that the template has come to
                raise
            found.append(part)
        return "".join(found)

    def _counted(self, function: Callable[..., Any], *, textual: bool) -> Callable[..., Any]:
        first = 1 if hasattr(function, "jinja_pass_arg") else 0  # Jinja2's mark: something comes before the value

        @functools.wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            if textual:
                shown(args[first])
            made = function(*args, **kwargs)
            if isinstance(made, str | list):
                self.spend(len(made))
            return made

        return run

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:  # noqa: A002 - the base's
        self.turn(1)
        return super()._load_template(name, globals)

    def _generate(self, source: nodes.Template, *arguments: Any, **options: Any) -> str:
        for loop in list(source.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, _TURNING, [], [], None, None, lineno=loop.iter.lineno)
        return super()._generate(source, *arguments, **options)


class _SandboxedTemplate(Template):
    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - the name that Jinja2 gives it
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        made = super().from_code(environment, code, globals, uptodate)
        names = made.root_render_func.__globals__
        for operator in ("markup_join", "str_join"):  # what `~` is compiled to
            names[operator] = _tilde(environment, names[operator])
        return made


class Lacking(StrictUndefined):
    """What is not there: used in any way, it says what was probably meant."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        lacked, name = self._undefined_obj, str(self._undefined_name)
        if self._undefined_hint:
            return self._undefined_hint
        if lacked is missing:
            return f"`{name}` is not defined"
        known: Iterable[str] = getattr(type(lacked), "__struct_fields__", ()) or getattr(lacked, "__dict__", ())
        meant = nearest(name, [other for other in known if not other.startswith("_")])
        where = f" in this `{type(lacked).__name__}`" if hasattr(lacked, "__struct_fields__") else ""
        return f"there is no `{name}`{where}" + (f": did you mean `{meant}`?" if meant else "")


def shown(value: object) -> object:
    """The value, which can be shown. Raises `SecurityError` where Python's words for it would be, perhaps an address in
    memory.
    """
    if isinstance(value, str | int | float | Undefined):
        return value
    what = "nothing" if value is None else f"a `{type(value).__name__}`"
    raise SecurityError(f"only text and numbers can be shown, and this is {what}")


def _may_call(value: object) -> bool:
    # What is undefined says itself what it is.
    allowed = isinstance(value, Macro | BlockReference | LoopContext | Undefined)
    return allowed or isinstance(getattr(value, "__self__", None), LoopContext)


def _moderate(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) < LARGEST


def _tilde(environment: Any, join: Callable[[list[object]], str]) -> Callable[[Iterable[object]], str]:
    def joined(parts: Iterable[object]) -> str:
        values = [shown(part) for part in parts]
        environment.spend(_size(values))
        return join(values)

    return joined


@pass_eval_context
def _join(context: EvalContext, value: Iterable[object], d: object = "", attribute: str | int | None = None) -> str:
    """As Jinja2's filter of that name, for texts and numbers."""
    environment: Any = context.environment
    items = value if attribute is None else map(make_attrgetter(environment, attribute), value)
    values = [shown(item) for item in items]
    environment.spend(_size(values) + _size([shown(d)]) * len(values))
    made: str = do_join(context, values, d)
    return made


def _size(values: Iterable[object]) -> int:
    return sum(len(value) if isinstance(value, str) else 1 for value in values)


@pass_context  # Jinja2 would go over a list that stands in the template when it compiles it
def _turning(context: Context, items: Any) -> Any:
    environment: Any = context.environment
    if not hasattr(items, "__len__"):
        return _turning_lazily(environment, items)
    environment.turn(len(items))
    return items


def _turning_lazily(environment: Any, items: Iterable[object]) -> Iterator[object]:
    for item in items:
        environment.turn(1)
        yield item
