"""A question of yes or no that a second process answers meanwhile.

A build that finds nothing changed ends after this, so nothing dear is imported here.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_YES, _NO, _UNKNOWN = range(3)


@contextmanager
def aside(ask: Callable[[], bool], *, worth: bool) -> Iterator[Callable[[], bool]]:
    """Give what tells the answer to `ask`, which a second process looks for until then, if that is `worth` its start.

    `ask` changes nothing. Where it raises there, or no process can be forked off, it is called here; an answer that
    nobody wants is not waited for.
    """
    process = _forked(ask) if worth and _may_fork() else 0
    left = [process] if process else []

    def answer() -> bool:
        code = os.waitstatus_to_exitcode(os.waitpid(left[0], 0)[1]) if left else _UNKNOWN
        left.clear()
        return ask() if code not in {_YES, _NO} else code == _YES

    try:
        yield answer
    finally:
        for unanswered in left:
            with suppress(ProcessLookupError, ChildProcessError):  # interrupted right behind the answer
                os.kill(unanswered, signal.SIGKILL)
                os.waitpid(unanswered, 0)


def _may_fork() -> bool:
    """Whether this process can be copied, and told how the copy ends: of its threads only one would live on, and where
    SIGCHLD is ignored or handled (a parent may have had it so), it is not ours to wait for the end.
    """
    threading = sys.modules.get("threading")
    alone = threading is None or threading.active_count() == 1
    return hasattr(os, "fork") and alone and signal.getsignal(signal.SIGCHLD) is signal.SIG_DFL


def _forked(ask: Callable[[], bool]) -> int:
    """The number of a process that ends with the answer; 0 where there may be no more processes."""
    try:
        process = os.fork()
    except OSError:
        return 0
    if process:
        return process
    code = _UNKNOWN
    # Whatever happens, this process must not go on with what the other one does.
    try:
        with suppress(Exception):
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            code = _YES if ask() else _NO
    finally:
        os._exit(code)
