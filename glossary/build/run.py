"""The way in: a folder is built or checked. Imports little, for most builds find that nothing changed."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from glossary.build.refused import Refused, is_inside, refuse_among
from glossary.build.stamp import FOLDERS, fresh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.build.loaded import Glossary
    from glossary.build.memo import Packs
    from glossary.build.reading import Reading
    from glossary.build.scan import Stamp
    from glossary.build.stamp import Glance
    from glossary.build.whole import Result
    from glossary.text.diagnostic import Diagnostic


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


def options_of(
    folder: str | os.PathLike[str],
    out: str | os.PathLike[str] | None = None,
    cache: str | os.PathLike[str] | None = None,
) -> Options:
    """The options of a build of `folder`: paths made absolute, links in them followed but on the way from `folder` to
    `out`. Without `out` the site stands in the folder's `site`, without `cache` the memo in the user's cache folder.
    """
    root = os.path.realpath(os.fsdecode(folder))
    target = _output(os.fsdecode(out), os.fsdecode(folder), root) if out else os.path.join(root, "site")
    return Options(root, target, os.path.realpath(os.fsdecode(cache)) if cache else "")


def _output(out: str, folder: str, root: str) -> str:
    """The absolute path. What a stranger's change can make a link, which is its last part and all below the folder of
    the glossary, is kept as it is: such an output is refused, not followed.
    """
    place, above = os.path.abspath(out), os.path.abspath(folder)
    if place.startswith(above.rstrip(os.sep) + os.sep):
        return os.path.join(root, os.path.relpath(place, above))
    parent, name = os.path.split(out.rstrip(os.sep) or os.sep)
    return os.path.realpath(out) if name in {"", ".", ".."} else os.path.join(os.path.realpath(parent), name)


class Outcome(NamedTuple):
    """What a build did. `result` is `None` where nothing had changed; then `terms` and `pages` are as they were."""

    terms: int
    pages: int
    seconds: float
    result: Any = None


class Built(NamedTuple):
    """What a build did, and what is wrong with its glossary.

    `terms` and `pages` are those of the site (every file is a page), `changed` and `removed` those that this build
    touched. `written` tells whether the site is up to date; it is not where an error came before.
    """

    terms: int
    pages: int
    changed: int
    removed: int
    written: bool
    diagnostics: tuple[Diagnostic, ...]


def built(outcome: Outcome) -> Built:
    """The same for programs."""
    result = outcome.result
    if result is None:
        return Built(outcome.terms, outcome.pages, 0, 0, written=True, diagnostics=())
    touched = result.changed, result.removed
    return Built(outcome.terms, outcome.pages, *touched, written=result.written, diagnostics=result.diagnostics)


def build(options: Options, progress: Callable[[str, int, int], None] = lambda *_: None) -> Outcome:
    """Build or check a folder.

    Raises `Refused` where the call is wrong, `lock.Busy` where another build does not end, `pool.Broken` where a worker
    was killed, and `OSError` where the disk fails; the last good site stays in every case.
    """
    started = time.perf_counter()
    refuse(options)
    memo = memo_of(options)
    out = "" if options.check else options.out
    summary, glance = (None, None)
    if memo:
        summary, glance = fresh(f"{memo}/stamp", options.root, out, options.key(), options.jobs)
    if summary is not None:
        terms, pages = summary.split()
        return Outcome(int(terms), int(pages), time.perf_counter() - started)
    result = _whole(options, memo, progress, glance)
    return Outcome(len(result.glossary.terms), result.pages, time.perf_counter() - started, result)


def load(options: Options) -> Glossary:
    """The glossary that `options` name, whether anything changed or not; raises as `build` does."""
    from glossary.build.loaded import loaded  # for programs: no command asks for it

    return loaded(look_through(options))


def look_through(options: Options, progress: Callable[[str, int, int], None] = lambda *_: None) -> Result:
    """What a check or a build comes to, whether anything changed or not; raises as `build` does."""
    refuse(options)
    return _whole(options, memo_of(options), progress)


Answer = TypeVar("Answer")


def consult(
    options: Options,
    ask: Callable[[Reading, Packs], Answer],
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Answer:
    """What `ask` finds in the folder's glossary and its compiled terms; raises as `build` does."""
    import tempfile
    from contextlib import ExitStack
    from pathlib import Path

    from glossary.build.kin import take_over
    from glossary.build.lock import hold
    from glossary.build.whole import consult_whole, no_collector

    refuse(options)
    with ExitStack() as stack:
        memo = made_memo(memo_of(options), options)
        memo = memo or stack.enter_context(tempfile.TemporaryDirectory(prefix="glossary-"))
        stack.enter_context(hold(Path(memo)))
        stack.enter_context(no_collector())
        take_over(memo, kin_of(options))
        return consult_whole(options, memo, ask, progress)


def refuse(options: Options) -> None:
    """Raise `Refused` where there is no glossary, or the output would stand among its sources."""
    if not os.path.isdir(options.root):
        reason = "is not a folder" if os.path.exists(options.root) else "does not exist"
        raise Refused(f"{options.root} {reason}", "name the folder that holds `glossary.yml` or the folder `terms`")
    if not any(os.path.lexists(os.path.join(options.root, name)) for name in ("glossary.yml", "terms")):
        reason = f"there is no glossary in {options.root}: neither `glossary.yml` nor a folder `terms`"
        help_ = "name the folder that holds one of them, or start a glossary: `glossary init`"
        if os.path.isfile(os.path.join(options.root, "glossary.yaml")):
            help_ = "rename `glossary.yaml` to `glossary.yml`"
        raise Refused(reason, help_)
    if not options.check:
        refuse_among(options.out, options.root, FOLDERS)
    if options.cache and is_inside(options.cache, options.root):
        raise Refused(
            f"the cache {options.cache} lies in the folder of the sources, where it could be committed",
            "name a folder outside with `--cache`",
        )


def memo_of(options: Options) -> str:
    """Where the memo of this site and output lies, if it was made; empty where none may be."""
    from hashlib import blake2b

    base = options.cache or _user_cache()
    if not os.path.isabs(base) or is_inside(base, options.root):
        return ""  # a cache among the sources could be committed, and read by the next who clones them
    name = os.path.basename(options.root) or "site"
    place = blake2b(f"{options.root}\0{options.out}\0{options.check}".encode("utf-8", "surrogateescape"), digest_size=8)
    return os.path.join(base, f"{name[:40]}-{place.hexdigest()}")


def kin_of(options: Options) -> tuple[str, ...]:
    """Where the memos lie of what else is done with this folder: what they know of the sources holds here too."""
    outs = dict.fromkeys((options.out, os.path.join(options.root, "site")))
    others = [options._replace(out=out, check=check) for out in outs for check in (False, True)]
    return tuple(filter(None, map(memo_of, others)))


def made_memo(memo: str, options: Options) -> str:
    """The memo's folder, which stands now; empty where it cannot be made and none was asked for."""
    try:
        if memo:
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


def _whole(
    options: Options, memo: str, progress: Callable[[str, int, int], None], glance: Glance | None = None
) -> Result:
    import tempfile
    from contextlib import ExitStack
    from pathlib import Path

    from glossary.build.kin import take_over
    from glossary.build.lock import hold
    from glossary.build.whole import Before, build_whole, no_collector

    with ExitStack() as stack:
        # The memo is made after the output was looked at: a folder that is refused leaves none behind.
        seen = {} if options.check else stack.enter_context(_taken(options))
        memo = made_memo(memo, options) or stack.enter_context(tempfile.TemporaryDirectory(prefix="glossary-"))
        stack.enter_context(hold(Path(memo)))
        stack.enter_context(no_collector())
        take_over(memo, kin_of(options))
        return build_whole(options, memo, Before(seen, glance), progress)


@contextmanager
def _taken(options: Options) -> Iterator[dict[str, Stamp]]:
    """While it lasts, the output is ours alone; what stands in it. Raises `Refused` where it may not be replaced."""
    from pathlib import Path

    from glossary.build.lock import hold, leave_nothing
    from glossary.build.output import check_foreign, check_output, private_of
    from glossary.build.scan import scan

    out = Path(options.out)
    sources = [Path(options.root), *(Path(options.root, name) for name in ("terms", "pages"))]
    if refusal := check_output(out, sources):
        raise Refused(refusal.reason, refusal.help)
    os.makedirs(out.parent, exist_ok=True)
    with hold(private_of(out)):
        seen = scan(out)
        if refusal := check_foreign(out, seen):
            raise Refused(refusal.reason, refusal.help)
        try:
            yield seen
        finally:
            if not os.path.lexists(out):
                leave_nothing(private_of(out))
