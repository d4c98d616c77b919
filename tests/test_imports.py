import json
import subprocess
import sys
from pathlib import Path

import pytest

import glossary

PACKAGE = Path(glossary.__file__).parent
BATCHES = 4

# In one interpreter, every module meets a `glossary` of which nothing was imported before it.
# Libraries stay, or each module would pay for them again.
IMPORT_EACH_ALONE = """
import importlib, json, sys, traceback
faults = {}
for name in json.loads(sys.argv[1]):
    try:
        importlib.import_module(name)
    except BaseException:
        faults[name] = traceback.format_exc()
    for loaded in [m for m in sys.modules if m.partition(".")[0] == "glossary"]:
        del sys.modules[loaded]
print(json.dumps(faults))
"""

HEAVY = ("jinja2", "markdown_it", "pygments", "yaml", "rcssmin", "rjsmin", "watchdog", "asyncio", "multiprocessing")


def module_names() -> list[str]:
    """Dotted names of all modules below `glossary`, sorted."""
    return sorted(
        ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        for file in PACKAGE.rglob("*.py")
        for parts in [("glossary", *file.relative_to(PACKAGE).with_suffix("").parts)]
    )


def fresh_python(program: str, *arguments: str) -> str:
    """What `program` prints in an interpreter of its own, without this folder on its path."""
    command = [sys.executable, "-I", "-c", program, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_there_are_modules() -> None:
    assert "glossary" in module_names()


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_module_imports_alone_and_prints_nothing(batch: int) -> None:
    names = module_names()[batch::BATCHES]

    printed = fresh_python(IMPORT_EACH_ALONE, json.dumps(names))

    faults = json.loads(printed)
    assert not faults, "\n".join(f"{name}:\n{trace}" for name, trace in faults.items())


def test_importing_the_package_loads_no_heavy_library() -> None:
    printed = fresh_python("import sys, glossary; print(*sys.modules)")

    assert not set(HEAVY) & set(printed.split())
