"""No path of an author or of the configuration leads out of the folder, and what builds remember is not read from it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from glossary.build.output import MARKER
from glossary.build.refused import Refused
from tests.builds import difference, tree
from tests.payloads import PAYLOADS, PICTURE, PIXEL, TARGET, TEXTS, Site, body, built, config, made, matter, term
from tests.strange import strange

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def payloads(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with every payload in every field of a term: where it is valid, and wherever anything can stand."""
    files: dict[str, str | bytes] = {
        "terms/target.md": TARGET,
        "glossary.yml": config(" ".join(TEXTS[:30])) + "url: https://example.org/\n",
    }
    for number, payload in enumerate(PAYLOADS):
        files[f"terms/t{number}.md"] = term(number, payload, all_=False)
        files[f"terms/t{number}-all.md"] = term(number, payload, all_=True)
        files[f"pages/p{number}.md"] = matter({"title": payload}) + body(payload)
    files[PICTURE] = PIXEL
    return made(tmp_path_factory.mktemp("payloads"), files)


SECRET = "what no page may show"  # noqa: S105 - a text to look for


def test_what_builds_remember_is_not_read_from_the_sources(tmp_path: Path) -> None:
    """A memo, an output or a private folder that came with the sources changes nothing, whatever is in it."""
    files = {"terms/target.md": TARGET, "terms/other.md": TARGET.replace("Target", "Other")}
    forged = made(tmp_path / "forged", {**files, "terms/target.md": TARGET.replace("What", SECRET)})
    clean = made(tmp_path / "clean", files)
    root = tmp_path / "site"
    shutil.copytree(clean.root, root)
    memo = next((tmp_path / "forged" / "cache").iterdir())
    for name in (".cache/glossary-site", "cache", ".glossary", memo.name, f".glossary/{memo.name}", "terms/cache"):
        shutil.copytree(memo, root / name)
    shutil.copytree(forged.out, root / "site")
    (root / "site" / "evil.html").write_text(SECRET, "utf-8")
    with (root / "site" / MARKER).open("a", encoding="utf-8") as marker:
        marker.write("evil.html\n../../secret.png\n")
    (root / ".site.glossary").mkdir()
    for name in ("stamp", "state", "lock"):
        (root / ".site.glossary" / name).write_text(SECRET, "utf-8")
    outcome = built(root, root / "site", tmp_path / "cache")
    assert outcome.result.written
    assert difference(tree(clean.out), tree(root / "site")) == ""
    with pytest.raises(Refused):
        built(root, root / "site", root / "cache")


PATHS_OUT = (
    "../../secret.png",
    "/../../secret.png",
    "/etc/passwd",
    "../../../../../../../../etc/passwd",
    "..%2f..%2fsecret.png",
    "....//....//secret.png",
    "a/../../../secret.png",
    "file:///etc/passwd",
    "//pwned.example/x.png",
    "\\\\pwned.example\\x.png",
    "/\\pwned.example/x.png",
    "https://pwned.example/x.png",
    "data:image/png;base64,AAAA",
    "data:image/svg+xml,<svg onload=1>",
    "link.png",
    "folder/secret.png",
    "..\\..\\secret.png",
)


def test_no_picture_leads_out_of_the_site(tmp_path: Path) -> None:
    """Neither a path nor a symbolic link brings a file from elsewhere into the site."""
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("secret.png", "secret.md", "secret.html", "secret.css"):
        (outside / name).write_text(f"---\nterm: Secret\ndefinition: {SECRET}\n---\n{SECRET}", "utf-8")
    (tmp_path / "secret.png").write_text(SECRET, "utf-8")
    lines = [f"![a picture](<{path}>)\n" for path in PATHS_OUT]
    files = {
        "terms/target.md": TARGET + "\n".join(lines),
        "pages/about.md": "---\ntitle: About\n---\n" + "\n".join(lines),
        **{
            f"terms/c{number}.md": matter(
                {"term": f"C{number}", "definition": "x", "cover": {"image": path, "alt": "x"}}
            )
            for number, path in enumerate(PATHS_OUT)
        },
    }
    root = tmp_path / "site"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    links = {
        "terms/link.png": "secret.png",
        "terms/linked.md": "secret.md",
        "pages/linked.md": "secret.md",
        "static/site.css": "secret.css",
        "static/linked.png": "secret.png",
        "templates/footer.html": "secret.html",
        "terms/folder": "",
        "static/folder": "",
    }
    for place, goal in links.items():
        (root / place).parent.mkdir(exist_ok=True)
        (root / place).symlink_to(outside / goal)
    outcome = built(root, tmp_path / "out", tmp_path / "cache")
    assert [path for path, data in tree(tmp_path / "out").items() if SECRET.encode() in (data or b"")] == []
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_symlink()] == []
    pages = sorted((tmp_path / "out").rglob("*.html"))
    faults = [fault for path in pages for fault in strange(path, tmp_path / "out")]
    assert "\n".join(faults) == ""
    rules = {found.span.path: found.rule for found in outcome.result.diagnostics}
    assert {place: rules.get(place) for place in links} == dict.fromkeys(links, "unsafe-path")


def test_no_relative_link_leads_out_of_the_site(tmp_path: Path) -> None:
    """A link by a path leads to a page of the site; another is told and shown as text."""
    lines = "".join(f"[a link](<{path}>)\n" for path in PATHS_OUT)
    site = made(tmp_path, {"terms/target.md": TARGET + lines, "pages/about.md": "---\ntitle: About\n---\n" + lines})
    faults = [fault for path in site.out.rglob("*.html") for fault in strange(path, site.out)]
    assert "\n".join(faults) == ""


@pytest.mark.parametrize(
    "key", ["terms", "pages", "image", "theme: {logo", "repository: {url: 'https://example.org', folder"]
)
@pytest.mark.parametrize("path", ["../outside", "/etc", "~/x", "a/../../outside", "..", "c:\\x", "\\\\host\\x"])
def test_no_path_of_the_configuration_leads_out(key: str, path: str, tmp_path: Path) -> None:
    """A path of glossary.yml that is not inside its folder is refused where it stands."""
    closing = "}" if "{" in key else ""
    site = made(tmp_path, {"terms/target.md": TARGET, "glossary.yml": f"{key}: '{path}'{closing}\n"}, check=True)
    assert [found.rule for found in site.result.diagnostics] == ["unsafe-path"]
