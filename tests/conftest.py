"""What all tests share: Hypothesis's profile, the shared data, the browser and its pages."""

import shutil
import signal
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests import reading
from tests.builds import Builder
from tests.needs import is_set, missing
from tests.places import Place
from tests.warm import Pair

ROOT = Path(__file__).parents[1]


# A time limit per example would measure the machine; pytest-timeout bounds the whole test.
hypothesis.settings.register_profile("here", deadline=None)
# Under CI no chance, or a red build could not be repeated.
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
hypothesis.settings.load_profile("ci" if is_set("CI") else "here")

# A shell lets what runs behind it pass an interrupt by, and so would every process that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",  # refuses to start as root otherwise; the pages it sees are ours
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # No network: a page that asks for another host fails its test on every machine alike.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` writes what comes out into the golden cases; the diff is reviewed like code."""
    parser.addoption("--update", action="store_true", help="rewrite the expectations of golden cases")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real corpora beside the repository; skipped, or under CI failed, without."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        missing("the real corpora in ../shared/data", "GLOSSARY_REQUIRE_SHARED")
    return folder


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    """`glossary` in a process that stays, with a cache of its own."""
    place = tmp_path_factory.mktemp("builder")
    made = Builder(place, XDG_CACHE_HOME=str(place))
    yield made
    made.close()


@pytest.fixture(scope="module")
def builders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """A process for warm builds and one for cold ones, which differ in all that must change nothing."""
    here, there = (tmp_path_factory.mktemp(name) for name in ("here", "there"))
    warm = Builder(here, PYTHONHASHSEED="1", LC_ALL="C", TZ="America/St_Johns", XDG_CACHE_HOME=str(here))
    cold = Builder(there, PYTHONHASHSEED="2", LC_ALL="C.UTF-8", TZ="Asia/Kolkata", XDG_CACHE_HOME=str(there))
    yield Pair(warm, cold)
    warm.close()
    cold.close()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Sources, a site and a cache, each in a folder of its own."""
    return Place(tmp_path)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, one a test process; skipped, or under CI failed, without."""
    program = shutil.which("chromium")
    if program is None:
        missing("Chromium (make browser installs it or says how)", "CI")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context_options() -> Mapping[str, Any]:
    """Options of the browser context behind `page`.

    Set by `@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])`.
    """
    return {}


@pytest.fixture
def page(chromium: Browser, context_options: Mapping[str, Any]) -> Iterator[Page]:
    """A page in a context of its own; fails on a console error, a page error, a failed request."""
    faults: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"console: {message.text} ({message.location['url']})")

    def on_request_failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before it came
            faults.append(f"request: {request.url} {request.failure}")

    context = chromium.new_context(**context_options)
    page = context.new_page()
    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(f"page: {error}"))
    page.on("requestfailed", on_request_failed)
    yield page
    context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """Where the site of tests/reading.py starts: in its folder, and below a path of a host."""
    folder = tmp_path_factory.mktemp("reading")
    out = reading.build_site(folder)
    with reading.served(folder / "host") as host:
        yield {"folder": f"{out.as_uri()}/", "host": f"{host}/{reading.PATH}/"}


@pytest.fixture(params=["folder", "host"])
def start(places: Mapping[str, str], request: pytest.FixtureRequest) -> str:
    """Where the site starts, once for each way to reach it."""
    return places[request.param]
