"""What a site's own templates do with values, counted and bounded: filters, tests, and what loops and comparisons walk
(decisions 0016 and 0038).
"""

from __future__ import annotations

import functools
from inspect import signature
from typing import TYPE_CHECKING, Any, Final

from glossary.exporters.jinja import (
    Context,
    EvalContext,
    SecurityError,
    Undefined,
    do_join,
    do_trim,
    make_attrgetter,
    pass_context,
    pass_environment,
    pass_eval_context,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

LARGEST: Final = 2**53
"""Numbers beyond this are refused: no page needs to reckon with them."""

TOO_LARGE: Final = "numbers are below 2⁵³ here"

ITEM: Final = 50
"""Characters for which an item counts that a filter, a test or a search looks at: it takes as long."""

TURNING: Final = "what a loop goes over"
COMPARED: Final = "what is compared"
SEARCHED: Final = "what is searched"
COPIED: Final = "what is cut"
"""Filters that `grammar` puts into templates. None can spell them."""

TEXTUAL: Final = frozenset({
    "capitalize", "e", "escape", "lower", "striptags", "title", "trim", "truncate", "upper", "wordcount",
})  # fmt: skip
"""The filters and tests that make a text of whatever they are given."""

ORDERING: Final = frozenset({"groupby", "max", "min", "sort", "unique"})
"""The filters that compare what they are given, or its attributes."""

COMPARING: Final = frozenset({"==", "eq", "equalto", "ge", "greaterthan", "gt", "le", "lessthan", "lt", "ne"})
NUMERIC: Final = frozenset({"divisibleby", "even", "odd"})
"""Tests, by what they do; the others look at a value without walking it."""


def bound_filters(environment: Any, filters: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """The filters, and those that `grammar` puts into templates: what they are given and make is counted."""
    found = dict(filters) | {"join": _join, "trim": _trim}
    found |= {name: _ordering(name, found[name]) for name in ORDERING}
    metered = {name: _metered(environment, filter_, textual=name in TEXTUAL) for name, filter_ in found.items()}
    return {**metered, TURNING: _turning, COMPARED: _compared, SEARCHED: _searched, COPIED: _copied}


def bound_tests(environment: Any, tests: Mapping[str, Any]) -> dict[str, Any]:
    """The tests, each for what it can be asked of."""
    return {name: _asking(environment, name, test) for name, test in tests.items()}


def shown(value: object) -> object:
    """The value, which can be shown. Raises `SecurityError` where Python's words for it would be, perhaps an address in
    memory.
    """
    if isinstance(value, str | int | float | Undefined):
        return value
    raise SecurityError(f"only text and numbers can be shown, and this is {_kind(value)}")


def flat(value: object) -> Any:
    """The value, which can be compared: nothing is in it, so that it takes no time. Raises `SecurityError`."""
    if value is None or isinstance(value, str | int | float | Undefined):
        return value
    raise SecurityError(f"only text and numbers can be compared, and this is {_kind(value)}")


def is_moderate(value: object) -> bool:
    """Whether it is a number that pages reckon with."""
    return isinstance(value, int | float) and abs(value) < LARGEST


def size(values: Iterable[object]) -> int:
    """The characters of texts and numbers; one for each number."""
    return sum(len(value) if isinstance(value, str) else 1 for value in values)


def _kind(value: object) -> str:
    return "nothing" if value is None else f"a `{type(value).__name__}`"


def _counted(environment: Any, items: Iterable[object]) -> Iterator[object]:
    """The items, counted as they are taken."""
    for item in items:
        environment.spend(ITEM + (len(item) if isinstance(item, str) else 0))
        yield item


def _metered(environment: Any, function: Callable[..., Any], *, textual: bool) -> Callable[..., Any]:
    first = 1 if hasattr(function, "jinja_pass_arg") else 0  # Jinja2's mark: something comes before the value

    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        if textual:
            shown(args[first])
        texts = [given for given in (*args[first:], *kwargs.values()) if isinstance(given, str)]
        environment.spend(ITEM + size(texts))
        made = function(*args, **kwargs)
        if isinstance(made, str | list):
            environment.spend(len(made))
        elif isinstance(made, int | float) and not is_moderate(made):
            raise SecurityError(TOO_LARGE)
        return made

    return run


def _ordering(name: str, filter_: Callable[..., Any]) -> Callable[..., Any]:
    shape = signature(filter_)

    @functools.wraps(filter_)
    def run(environment: Any, value: Iterable[object], *args: Any, **kwargs: Any) -> Any:
        items = list(_counted(environment, value))
        given = shape.bind(environment, items, *args, **kwargs)
        attribute, default = given.arguments.get("attribute"), given.arguments.get("default")
        parts = attribute.split(",") if name == "sort" and isinstance(attribute, str) else [attribute]
        for part in parts:
            read = make_attrgetter(environment, part, default=default)
            for item in items:
                environment.spend(size([flat(read(item))]))
        return filter_(*given.args, **given.kwargs)

    return run


def _asking(environment: Any, name: str, test: Callable[..., Any]) -> Callable[..., Any]:
    def run(value: object, *others: Any) -> Any:
        environment.spend(ITEM)
        if name == "in":
            found: Any = _found(environment, *others)
            return test(_weighed(environment, value), found)
        if name in COMPARING:
            return test(*(_weighed(environment, each) for each in (value, *others)))
        if name in NUMERIC and not all(isinstance(each, int | float | Undefined) for each in (value, *others)):
            raise SecurityError(f"`{name}` asks of numbers")
        return test(_weighed(environment, shown(value)) if name in TEXTUAL else value, *others)

    return run


def _weighed(environment: Any, value: object) -> Any:
    environment.spend(size([flat(value)]))
    return value


def _found(environment: Any, value: Any) -> Any:
    return _weighed(environment, value) if isinstance(value, str) else list(_counted(environment, value))


@pass_context  # Jinja2 would compute what stands in the template when it compiles it
def _compared(context: Context, value: object) -> Any:
    return _weighed(context.environment, value)


@pass_context
def _searched(context: Context, value: Any) -> Any:
    return _found(context.environment, value)


@pass_context
def _copied(context: Context, value: Any) -> Any:
    environment: Any = context.environment
    environment.spend(len(value))
    return value


@pass_context
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


@pass_eval_context
def _join(context: EvalContext, value: Iterable[object], d: object = "", attribute: str | int | None = None) -> str:
    """As Jinja2's filter of that name, for texts and numbers."""
    environment: Any = context.environment
    items = value if attribute is None else map(make_attrgetter(environment, attribute), value)
    values = [shown(item) for item in items]
    environment.spend(size(values) + size([shown(d)]) * len(values))
    made: str = do_join(context, values, d)
    return made


@pass_environment
def _trim(environment: Any, value: Any, chars: str | None = None) -> str:
    """As Jinja2's filter of that name: each character is looked for among `chars`."""
    environment.spend(size([value]) * size([chars or ""]))
    return do_trim(value, chars)
