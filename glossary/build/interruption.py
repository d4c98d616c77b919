"""Work of several steps that a wish to end does not tear: Ctrl-C, or the signals TERM and HUP."""

from __future__ import annotations

import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP")
"""Signals that ask a process to end, where the system has them."""


class Interrupted(KeyboardInterrupt):
    """Somebody wished that the process ends, by the signal `number`."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class Torn(Exception):
    """An edit could be neither finished nor undone; the message names the files that are as after it."""


@contextmanager
def patient() -> Iterator[Callable[[], None]]:
    """While it lasts, a wish to end waits. What it gives raises `Interrupted` where there is one, and is called where
    work can be given up; a wish that comes later comes too late. No process may be started meanwhile: it would wait,
    too. What was ignored before (`nohup`) stays so.
    """
    wishes: list[int] = []

    def look() -> None:
        if wishes:
            raise Interrupted(wishes[0])

    before: dict[int, Any] = {}
    try:
        for number in (getattr(signal, name) for name in _NAMES if hasattr(signal, name)):
            if signal.getsignal(number) not in {signal.SIG_IGN, None}:
                with suppress(ValueError):  # signals come to the first thread alone, and this is another one
                    before[number] = signal.signal(number, lambda came, _: wishes.append(came))
        yield look
    finally:
        for number, action in before.items():
            signal.signal(number, action)
