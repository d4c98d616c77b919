"""A glossary's wordings, written down for the programs of others."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.build.creation import Barred, create, replace
from glossary.build.files import below
from glossary.build.lint import read_rules
from glossary.build.refused import Refused, is_inside, refuse_among
from glossary.build.sources import folders_of, read_bytes
from glossary.build.stamp import FOLDERS
from glossary.exporters import cspell, prh, vale
from glossary.graph.wordings import MADE
from glossary.text.english import ENGLISH
from glossary.text.rules import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from glossary.build.lint import Rules
    from glossary.build.run import Options
    from glossary.graph.wordings import Wording


class Exported(NamedTuple):
    """What was written: the paths of the files, and how many wordings; what to do with it."""

    paths: tuple[str, ...]
    wordings: int
    errors: int
    advice: str


class _Files(NamedTuple):
    """Files by path: those that are ours, which each export writes anew, and those that it leaves to whoever has them.
    `folder` is where other files of ours may lie that are of no use any more.
    """

    ours: Mapping[str, bytes]
    theirs: Mapping[str, bytes]
    folder: str
    advice: str


def export(
    options: Options, name: str, out: str, progress: Callable[[str, int, int], None] = lambda *_: None
) -> Exported:
    """Write the wordings of the folder's glossary into the folder `out`, for the program called `name`.

    Raises as `build` does, and `Refused` where a file stands in the way that is none of ours.
    """
    rules = read_rules(options, progress)
    _refuse_own(out, options, folders_of(rules.glossary.site.config))
    found = _severe(rules)
    files = _MAKERS[name](rules, found)
    _refuse(out, files)
    root = os.path.realpath(out)
    os.makedirs(root, exist_ok=True)
    try:
        _write(root, files)
    except (Barred, FileExistsError) as barred:
        raise Refused(f"{barred} stands in the way in {root}", "name another folder with `--out`") from None
    shown = tuple(os.path.join(out, path) for path in sorted({*files.ours, *files.theirs}))
    return Exported(shown, len(found), rules.errors, files.advice)


def _write(root: str, files: _Files) -> None:
    for path, data in sorted(files.ours.items()):
        (replace if os.path.lexists(below(root, path)) else create)(root, path, data)
    for path, data in files.theirs.items():
        if not os.path.lexists(below(root, path)):
            create(root, path, data)
    for path in _stale(root, files):
        os.unlink(below(root, path))


def _severe(rules: Rules) -> list[tuple[Wording, str]]:
    """The wordings that are not switched off, each with how bad it is."""
    found = ((wording, rules.severities.get(wording.rule, DEFAULTS[wording.rule])) for wording in rules.wordings)
    return [(wording, severity) for wording, severity in found if severity != "off"]


def _vale(rules: Rules, found: list[tuple[Wording, str]]) -> _Files:
    config = rules.glossary.site.config
    title = config.title or ENGLISH.text("site.untitled")
    folder = f"{vale.FOLDER}/{vale.style_of(title)}"
    advice = f"`BasedOnStyles = {vale.style_of(title)}` in .vale.ini uses it"
    return _Files(vale.vale(found, title, config.language), {".vale.ini": vale.config(title)}, folder, advice)


def _prh(rules: Rules, found: list[tuple[Wording, str]]) -> _Files:
    made = prh.prh([wording for wording, _ in found], rules.glossary.site.config.language)
    advice = f"`textlint --config {prh.ALL}` tells of all, `textlint --fix` mends what is in {prh.SAFE}"
    return _Files(made, prh.configs(), "", advice)


def _cspell(rules: Rules, found: list[tuple[Wording, str]]) -> _Files:
    cards = rules.glossary.terms.values()
    names = [claim.name for card in cards for claim in card.claims if claim.field != "id"]
    made = cspell.cspell([wording for wording, _ in found], names, rules.glossary.site.config.language)
    return _Files(made, {}, "", f"import {cspell.CONFIG} from your own configuration")


_MAKERS: Final = {"vale": _vale, "prh": _prh, "cspell": _cspell}


def _refuse_own(out: str, options: Options, folders: Iterable[str]) -> None:
    """Raise `Refused` where builds would stumble over what is written, or delete it."""
    refuse_among(out, options.root, (*filter(None, folders), *FOLDERS))
    if is_inside(out, options.out):
        raise Refused(f"{out} lies in the site, which a build replaces as a whole", "name another folder with `--out`")


def _refuse(out: str, files: _Files) -> None:
    """Raise `Refused` where something stands in the place of a file, or on the way to it, that is none of ours."""
    root = out.rstrip(os.sep) or os.sep
    if os.path.islink(root) or (os.path.lexists(root) and not os.path.isdir(root)):
        raise Refused(f"{root} is no folder, or a link to one", "name another one with `--out`")
    for path in files.ours:
        parts = path.split("/")[:-1]
        for way in (os.path.join(root, *parts[: at + 1]) for at in range(len(parts))):
            if os.path.islink(way) or (os.path.lexists(way) and not os.path.isdir(way)):
                raise Refused(f"{way} is no folder, or a link to one", "name another folder with `--out`")
        if os.path.lexists(below(root, path)) and not _is_ours(root, path):
            raise Refused(
                f"{below(root, path)} was not made by this command", "move it away, or name another folder with `--out`"
            )


def _is_ours(root: str, path: str) -> bool:
    data = read_bytes(root, path, None)
    return isinstance(data, bytes) and MADE.encode() in data[: 4 * len(MADE)]


def _stale(root: str, files: _Files) -> Iterator[str]:
    """The rules that an earlier export made, and this one did not."""
    if not files.folder:
        return
    with suppress(OSError), os.scandir(f"{root}/{files.folder}") as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = f"{files.folder}/{entry.name}"
            if path not in files.ours and entry.name.endswith(".yml") and _is_ours(root, path):
                yield path
