"""The sandbox of a site's own templates: they read values, call macros, show text and numbers alone, and grow only so
far (decisions 0012, 0016 and 0038).
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Final

from glossary.exporters.grammar import guard, read_tree
from glossary.exporters.guards import ITEM, flat, is_moderate, shown, size
from glossary.exporters.jinja import (
    BlockReference,
    Context,
    ImmutableSandboxedEnvironment,
    LoopContext,
    Macro,
    SecurityError,
    StrictUndefined,
    Template,
    Undefined,
    missing,
    nodes,
)
from glossary.text.near import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, MutableMapping
    from types import CodeType

    from glossary.exporters.jinja import Environment

ROOM: Final = 32_000_000
"""Characters that the templates of a page may join or look at, over and over: a list of 10,000 terms takes a third."""

TURNS: Final = 300_000
"""Turns of loops, calls and inclusions that a page may take, a second's work: a list of 10,000 terms takes a tenth."""


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

    def spend(self, count: int) -> None:
        """So many characters were made or looked at. Raises `SecurityError` where that is too much."""
        self.room -= count
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
        self.spend(len(args) + len(kwargs))
        if getattr(obj, "__func__", None) is LoopContext.changed:
            self.spend(size(flat(value) for value in args))
        return super().call(context, obj, *args, **kwargs)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What stands in `obj` under a text or a number."""
        self.spend(ITEM)
        return super().getitem(obj, flat(argument))

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """The result for two numbers of moderate size."""
        if operator == "**" or not (is_moderate(left) and is_moderate(right)):
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

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:  # noqa: A002 - the base's
        self.turn(1)
        return super()._load_template(flat(name), globals)

    def _filter_test_common(self, name: str, *arguments: Any) -> Any:  # type: ignore[override]  # handed on as they are
        return super()._filter_test_common(flat(name), *arguments)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return read_tree(self, source, name, filename)

    def _generate(self, source: nodes.Template, *arguments: Any, **options: Any) -> str:
        guard(source)
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


def _may_call(value: object) -> bool:
    # What is undefined says itself what it is.
    allowed = isinstance(value, Macro | BlockReference | LoopContext | Undefined)
    return allowed or isinstance(getattr(value, "__self__", None), LoopContext)


def _tilde(environment: Any, join: Callable[[list[object]], str]) -> Callable[[Iterable[object]], str]:
    def joined(parts: Iterable[object]) -> str:
        values = [shown(part) for part in parts]
        environment.spend(size(values))
        return join(values)

    return joined
