"""What a command prints to: streams that never stop it, whoever reads them."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, Final, TextIO, cast

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

GONE: Final = {errno.EPIPE, errno.EINVAL}
"""What a system says where nobody reads a pipe any more; Windows says the second."""


class Outlet(io.RawIOBase):
    """Writes to a raw stream for as long as that can be; then nothing more is written, and `failure` says why. That
    nobody reads any more is no failure.
    """

    def __init__(self, raw: io.RawIOBase) -> None:
        self.raw = raw
        self.closed_early = False
        self.failure: OSError | None = None

    def write(self, data: ReadableBuffer) -> int | None:
        """How many bytes were taken."""
        if not self.closed_early:
            try:
                return self.raw.write(data)
            except OSError as error:
                self.closed_early = True
                self.failure = None if error.errno in GONE else error
        return memoryview(data).nbytes

    def writable(self) -> bool:
        """That one can write."""
        return True

    def isatty(self) -> bool:
        """Whether a terminal shows it."""
        return self.raw.isatty()

    def fileno(self) -> int:
        """The descriptor below."""
        return self.raw.fileno()


class Streams:
    """The standard output and error of this process, as they are from now on. Those that somebody put in their place
    stay.
    """

    def __init__(self) -> None:
        self.outlet: Outlet | None = None
        if sys.stdout is sys.__stdout__:
            self.outlet = Outlet(_raw(sys.stdout))
            sys.stdout = _opened(self.outlet, sys.stdout)
        if sys.stderr is sys.__stderr__:
            sys.stderr = _opened(Outlet(_raw(sys.stderr)), sys.stderr)

    def failure(self) -> OSError | None:
        """Why not all of the output was written. Of errors that nobody could be told, nobody is told."""
        sys.stdout.flush()
        sys.stderr.flush()
        return self.outlet.failure if self.outlet else None


def _raw(stream: TextIO | None) -> io.RawIOBase:
    """What is below a stream; below one that was closed, what takes all."""
    if stream is None:
        return io.FileIO(os.open(os.devnull, os.O_WRONLY), "w")
    stream.flush()
    return cast("io.RawIOBase", getattr(stream.buffer, "raw", stream.buffer))


def _opened(outlet: Outlet, stream: TextIO | None) -> TextIO:
    buffered = io.BufferedWriter(outlet)
    encoding = stream.encoding if stream else "utf-8"
    return io.TextIOWrapper(buffered, encoding, "replace", line_buffering=stream is None or bool(stream.line_buffering))
