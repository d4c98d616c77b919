"""The pages run under a strict policy of contents: whatever readers do, nothing on them breaks it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from glossary.build.run import Options, build
from glossary.exporters.policy import POLICY
from tests import reading

WATCH = """
window.__broken = [];
document.addEventListener("securitypolicyviolation", (event) => window.__broken.push(event.violatedDirective));
"""
PAGES = ("index.html", "training.html", "a-z/index.html", "quiz/index.html", "paths/first.html", "sections/more.html")


@pytest.mark.parametrize("address", PAGES)
def test_nothing_on_a_page_breaks_its_policy(page: Page, start: str, address: str) -> None:
    page.add_init_script(WATCH)
    page.goto(start + address)
    expect(page.locator("[data-quiz]:not([data-on])")).to_have_count(0)
    for button in page.get_by_role("button").all():
        if button.is_visible() and button.is_enabled():
            button.click()
            page.keyboard.press("Escape")
            expect(page.locator("[aria-disabled=true]")).to_have_count(0)  # a session still draws its questions
    for link in page.locator("a[data-t]").all()[:1]:
        link.hover()
        expect(page.locator(".preview")).to_be_visible()
    for choice in page.locator(".quiz-question:visible input").all():
        if choice.is_visible():
            choice.check()

    assert page.evaluate("window.__broken") == []


def test_the_policy_is_in_force(chromium: Browser, places: Mapping[str, str]) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(places["host"] + "training.html")
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.__ran = 1";
        document.body.append(script);
        document.body.setAttribute("style", "color: red");
    }""")

    page.wait_for_function("window.__broken.length >= 2")
    assert page.evaluate("window.__ran") is None
    context.close()


def test_a_host_is_asked_for_the_upright_fonts_at_once_and_a_folder_is_not(page: Page, start: str) -> None:
    files: list[str] = []
    page.on("request", lambda request: files.append(request.url.rpartition("/")[2]))
    page.goto(f"{start}sections/more.html", wait_until="networkidle")
    asked = page.eval_on_selector_all("link[rel=preload]", "links => links.map(link => link.getAttribute('href'))")

    fonts = [f"../assets/fonts/{name}.woff2" for name in ("literata", "jetbrains-mono")]
    assert asked == (fonts if start.startswith("http") else [])
    assert files.count("literata.woff2") == 1
    assert not asked or files.index("literata.woff2") < files.index("style.css")


RUN = "window.__ran=1"
ATTEMPT = f"""
<meta http-equiv="Content-Security-Policy" content="default-src * 'unsafe-inline' 'unsafe-eval' data:">
<script>{RUN}</script><script src="ELSEWHERE/a.js"></script><script src="data:text/javascript,{RUN}"></script>
<link rel="stylesheet" href="ELSEWHERE/a.css"><style>@import "ELSEWHERE/b.css"; h1 {{ color: red }}</style>
<base href="ELSEWHERE/"><img src="ELSEWHERE/a.png"><img src="x" onerror="{RUN}"><svg onload="{RUN}"></svg>
<iframe src="ELSEWHERE/a.html"></iframe><iframe srcdoc="<script>parent.__ran=1</script>"></iframe>
<object data="ELSEWHERE/b.html"></object><video src="ELSEWHERE/a.mp4"></video>
<form action="ELSEWHERE/form"><input name="q"><button>Go</button></form>
"""
OPENINGS = (
    '{% extends "builtin/layout.html" %}{% block head %}→{% endblock %}',
    '{% extends "builtin/layout.html" %}{% block scripts %}→{% endblock %}',
    "→",
    f'<!doctype html><html lang="en" onclick="{RUN}" onpointermove="{RUN}"><head>→</head><body onload="{RUN}">',
    "<!-- x --><!doctype html><html><head><meta charset=utf-8>→",
    "\u00a0<!doctype html><html><head>→",
    '<!doctype html><html{{ "\\v" }}lang="en"><head>→<body onload="RUN">',
    f'<!doctype html><html lang="en"class="x"onload="{RUN}"><head title="x">→',
    '<!doctype html><html lang="<head>"{{ "\\v" }}><head>→',
    '<!doctype html SYSTEM "about:legacy-compat"><html><head>→',
    "<!doctype html>x<html><head>→",
    "<!doctype html><body>→",
    "<!doctype html><frameset><frame src=ELSEWHERE/c.html></frameset>",
)
"""Layouts that begin in any way that a browser reads."""


@contextmanager
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """The address of another host, and what it is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@pytest.mark.parametrize("opening", OPENINGS)
def test_no_layout_of_a_site_gets_round_the_policy(chromium: Browser, tmp_path: Path, opening: str) -> None:
    root, out = tmp_path / "site", tmp_path / "out"
    (root / "terms").mkdir(parents=True)
    (root / "templates").mkdir()
    (root / "terms" / "loss.md").write_text("---\nterm: Loss\ndefinition: How far off it is.\n---\n")
    with elsewhere() as (host, asked), reading.served(out) as start:
        layout = opening.replace("→", ATTEMPT).replace("ELSEWHERE", host).replace("RUN", RUN)
        (root / "templates" / "layout.html").write_text(layout, "utf-8")
        assert build(Options(str(root), str(out), str(tmp_path / "cache"))).result.written
        assert (out / "loss.html").read_text("utf-8").count(POLICY) == 1
        context = chromium.new_context()
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(f"{start}/loss.html", wait_until="networkidle")
        page.mouse.move(20, 20)
        page.mouse.click(20, 20)
        page.evaluate("document.querySelectorAll('form[action^=http]').forEach((form) => form.requestSubmit())")
        assert page.evaluate("window.__broken.length") > 0
        assert page.evaluate("window.__ran") is None
        assert asked == []
        context.close()


def test_a_search_is_sent_without_a_script(chromium: Browser, start: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{start}training.html")
    page.get_by_role("searchbox").first.fill("loss")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{start}search/index.html?q=loss")
    context.close()


@pytest.mark.parametrize("name", ["index.html", "training.html", "404.html", "search/index.html", "all/index.html"])
def test_each_page_has_the_policy_before_all_that_it_could_forbid(places: Mapping[str, str], name: str) -> None:
    text = Path(places["folder"].removeprefix("file://"), name).read_text("utf-8")

    before, policy, after = text.partition(POLICY)
    assert policy
    assert before.endswith('<head><meta charset="utf-8">')
    assert POLICY not in after
