"""The way in: a folder is built or checked. Imports little, for most builds find that nothing changed."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.build.stamp import fresh

if TYPE_CHECKING:
    from collections.abc import Callable


class Options(NamedTuple):
    """What to build, and how. Paths are absolute. With `check` all is done but write."""

    root: str
    out: str
    cache: str = ""
    drafts: bool = False
    jobs: int = 1
    keep_going: bool = False
    strict: bool = False
    check: bool = False

    def key(self) -> bytes:
        """What of the options the result depends on."""
        return f"{self.drafts:d}{self.keep_going:d}{self.strict:d}{self.check:d}\t{self.out}".encode(
            "utf-8", "surrogateescape"
        )


class Refused(Exception):
    """The call was wrong, or the output folder is not ours: what, and what helps."""

    def __init__(self, reason: str, help_: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.help = help_


class Outcome(NamedTuple):
    """What a build did. `result` is `None` where nothing had changed; then `terms` and `pages` are as they were."""

    terms: int
    pages: int
    seconds: float
    result: Any = None


def build(options: Options, progress: Callable[[str, int, int], None] = lambda *_: None) -> Outcome:
    """Build or check a folder.

    Raises `Refused` where the call is wrong, `lock.Busy` where another build does not end, `pool.Broken` where a worker
    was killed, and `OSError` where the disk fails; the last good site stays in every case.
    """
    started = time.perf_counter()
    _refuse(options)
    memo = _memo(options)
    if (
        memo
        and (summary := fresh(f"{memo}/stamp", options.root, "" if options.check else options.out, options.key()))
        is not None
    ):
        terms, pages = summary.split()
        return Outcome(int(terms), int(pages), time.perf_counter() - started)
    return _whole(options, memo, started, progress)


def _refuse(options: Options) -> None:
    if not os.path.isdir(options.root):
        reason = "is not a folder" if os.path.exists(options.root) else "does not exist"
        raise Refused(f"{options.root} {reason}", "name the folder that holds glossary.yml or the folder terms")
    if not any(os.path.lexists(os.path.join(options.root, name)) for name in ("glossary.yml", "terms")):
        reason = f"there is no glossary in {options.root}: neither glossary.yml nor a folder terms"
        raise Refused(reason, "name the folder that holds one of them, or write terms/one.md")
    _refuse_among(options)
    if options.cache and _inside(options.cache, options.root):
        raise Refused(
            f"the cache {options.cache} lies in the folder of the sources, where it could be committed",
            "name a folder outside with --cache",
        )


def _refuse_among(options: Options) -> None:
    """A site among its own sources would be read as sources by the next build."""
    for name in ("terms", "pages", "static", "templates"):
        if not options.check and _inside(options.out, os.path.join(options.root, name)):
            raise Refused(
                f"{options.out} lies in the folder {name}, from which the site is made",
                "name another folder with --out",
            )


def _inside(place: str, root: str) -> bool:
    real = os.path.realpath(place)
    return real == os.path.realpath(root) or real.startswith(os.path.realpath(root) + os.sep)


def _memo(options: Options) -> str:
    """The folder of the memo for this site and output; empty where none can be made and none was asked for."""
    from hashlib import blake2b

    base = options.cache or _user_cache()
    if not os.path.isabs(base) or _inside(base, options.root):
        return ""  # a cache among the sources could be committed, and read by the next who clones them
    name = os.path.basename(options.root) or "site"
    place = blake2b(f"{options.root}\0{options.out}\0{options.check}".encode("utf-8", "surrogateescape"), digest_size=8)
    memo = os.path.join(base, f"{name[:40]}-{place.hexdigest()}")
    try:
        os.makedirs(memo, mode=0o700, exist_ok=True)
    except OSError:
        if options.cache:
            raise
        return ""
    return memo


def _user_cache() -> str:
    home = os.path.expanduser("~")
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.join(home, ".cache")
    return os.path.join(base, "glossary-site")


def _whole(options: Options, memo: str, started: float, progress: Callable[[str, int, int], None]) -> Outcome:
    import tempfile
    from contextlib import ExitStack
    from pathlib import Path

    from glossary.build.lock import hold
    from glossary.build.output import check_output, private_of
    from glossary.build.whole import build_whole, no_collector

    with ExitStack() as stack:
        if not memo:
            memo = stack.enter_context(tempfile.TemporaryDirectory(prefix="glossary-"))
        if not options.check:
            sources = [Path(options.root), *(Path(options.root, name) for name in ("terms", "pages"))]
            if refusal := check_output(Path(options.out), sources):
                raise Refused(refusal.reason, refusal.help)
            os.makedirs(os.path.dirname(options.out), exist_ok=True)
            stack.enter_context(hold(private_of(Path(options.out))))
        stack.enter_context(hold(Path(memo)))
        stack.enter_context(no_collector())
        result = build_whole(options, memo, progress)
    return Outcome(len(result.glossary.terms), result.pages, time.perf_counter() - started, result)
