"""Two folders change places: in one step where the system can, else by way of a third name."""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from glossary.build.files import clear, is_folder

Exchange = Callable[[str, str], bool]
"""Two folders change places in one step; False, with nothing done, where there is no such step."""

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
# For C libraries without `renameat2`: glibc before 2.28, older musl.
_SYSCALL: Final = {"x86_64": 316, "aarch64": 276}
_UNSUPPORTED: Final = frozenset({errno.EINVAL, errno.ENOSYS})


def exchange(first: str, second: str) -> bool:
    """True when the folders have changed places; False where the file system has no such step.

    Raises `OSError` as a rename would: `EBUSY` on a mount point, `EXDEV` between file systems.
    """
    if sys.platform != "linux":
        return False
    code = _renameat2(os.fsencode(first), os.fsencode(second))
    if code in _UNSUPPORTED:
        return False
    if code:
        raise OSError(code, os.strerror(code), first, None, second)
    return True


def show(root: str, site: str, before: str, exchange: Exchange) -> None:
    """`site` is what `root` was, and the other way round; a `site` absent or empty just gives way.

    On an `OSError` both are as they were. Killed on the way, `mend` sees to it.
    """
    if _is_vacant(site):
        _rename_onto(root, site)
    elif not exchange(root, site):
        _rename_both(root, site, before)


def mend(root: str, site: str, before: str) -> None:
    """A change by way of `before` that was cut short is undone, or finished if `site` is new."""
    if not is_folder(before):
        return
    if not os.path.lexists(site):
        os.rename(before, site)
        return
    clear(root)
    os.rename(before, root)


def _renameat2(first: bytes, second: bytes) -> int:
    """The errno of the exchange, 0 when it was done."""
    # Here, because it takes some milliseconds and most commands never come this far.
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    names = (_AT_FDCWD, first, _AT_FDCWD, second, ctypes.c_uint(_RENAME_EXCHANGE))
    if hasattr(libc, "renameat2"):
        failed = libc.renameat2(*names)
    elif number := _SYSCALL.get(os.uname().machine):
        failed = libc.syscall(ctypes.c_long(number), *names)
    else:
        return errno.ENOSYS
    return ctypes.get_errno() if failed else 0


def _is_vacant(site: str) -> bool:
    """Whether nothing is lost where another folder takes the place of `site`."""
    try:
        with os.scandir(site) as entries:
            return next(entries, None) is None
    except FileNotFoundError:
        return True


def _rename_onto(root: str, site: str) -> None:
    """`site` is what `root` was."""
    if os.name == "nt":  # which renames to no name that is taken
        with suppress(FileNotFoundError):
            os.rmdir(site)
    os.rename(root, site)


def _rename_both(root: str, site: str, before: str) -> None:
    """As `show`; between the first two renames there is no `site`."""
    os.rename(site, before)
    try:
        os.rename(root, site)
    except OSError:
        os.rename(before, site)
        raise
    # The site is new whether or not this works, and `mend` would do it too.
    with suppress(OSError):
        os.rename(before, root)
