"""Three real glossaries, built as their authors wrote them, no file edited; and ours: every link is there, and leads somewhere."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

from bench.adopted import CONFIGS
from tests.builds import LATER, Run, build, write

ROOT = Path(__file__).parents[1]

HOST = "site.invalid"
BASE = f"http://{HOST}"
"""Where we say that a site stands, to follow its links as a browser does."""

TEXT = ("//*[@id='definition-text']", "//*[contains(concat(' ', @class, ' '), ' text ')]")
"""Where links of a body are: its first paragraph may have become the definition."""

RELATED = ("//*[@id='see-also']",)
"""Where links of metadata are."""


class Site(NamedTuple):
    """A folder, what its build said, and where the site is."""

    name: str
    root: Path
    said: Run
    out: Path

    @property
    def problems(self) -> list[dict[str, Any]]:
        """The problems that the build told, as `--format json` has them."""
        found: list[dict[str, Any]] = json.loads(self.said.out)
        return found

    def address(self, id_: str) -> str:
        """The address of the page of a file of the corpus."""
        name = id_.rpartition("/")[2]
        if self.name == "gpu" and id_ in {"readme", "contributors"}:
            return f"pages/{name}.html"
        if self.name == "gpu" and "/" not in id_:
            return f"sections/{name}.html"
        return f"{name}.html"


@pytest.fixture(scope="session")
def sites(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Site]:
    """The three corpora, built."""
    return {name: built(name, shared_data, tmp_path_factory.mktemp(name), {}) for name in CONFIGS}


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The glossary of this repository, built."""
    place = tmp_path_factory.mktemp("ours")
    said = build(ROOT, place / "site", place / "cache", "--format", "json")
    return Site("ours", ROOT, said, place / "site")


def built(name: str, shared_data: Path, place: Path, more: Mapping[str, str]) -> Site:
    """The corpus of that name with a configuration and perhaps more files, built in `place`."""
    root = place / name
    shutil.copytree(shared_data / name, root)
    write(root, {"glossary.yml": CONFIGS[name], **more})
    said = build(root, place / "site", place / "cache", "--format", "json")
    return Site(name, root, said, place / "site")


@pytest.fixture(params=CONFIGS)
def site(request: pytest.FixtureRequest, sites: Mapping[str, Site]) -> Site:
    found: str = request.param
    return sites[found]


@pytest.fixture
def expected(site: Site, shared_data: Path) -> dict[str, Any]:
    """What the corpus's authors linked, found by another program."""
    return of(site.name, shared_data)


def of(name: str, shared_data: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared_data / "expected" / f"{name}.json").read_bytes())
    return found


@cache
def page(path: Path) -> html.HtmlElement:
    """A built page; each is asked for many times."""
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def links(out: Path, address: str, places: tuple[str, ...] = ("/",)) -> set[str]:
    """The addresses, from the site's root, to which links of a page lead."""
    found = set()
    for place in places:
        for element in page(out / address).xpath(f"{place}//a[@href]"):
            url = urlsplit(urljoin(f"{BASE}/{address}", element.get("href")))
            if url.netloc == HOST:
                found.add(unquote(url.path).lstrip("/"))
    return found


# Built


def test_the_build_succeeds_without_a_traceback(site: Site) -> None:
    assert site.said.status == 0, site.said
    assert site.said.err == ""
    assert all(problem["severity"] == "warning" for problem in site.problems)


def test_every_term_has_a_page_with_its_name(site: Site, expected: dict[str, Any]) -> None:
    for term in expected["terms"]:
        path = site.out / site.address(term["id"])
        assert path.is_file(), term
        (heading,) = page(path).xpath("//h1")
        name = heading.text_content().strip()
        if site.name == "gpu":
            assert name.casefold() in term["title"].casefold()
        else:
            assert name == " ".join(term["title"].split())


def test_there_is_no_page_at_the_root_but_those_of_terms_and_redirects(site: Site, expected: dict[str, Any]) -> None:
    known = {site.address(term["id"]) for term in expected["terms"]} | {"index.html", "404.html"}
    known |= {site.address(old) for old, _ in expected.get("redirects", ())}
    assert {path.name for path in site.out.glob("*.html")} <= known


# Links


def test_every_link_is_on_its_page_and_leads_to_the_page_of_its_term(site: Site, expected: dict[str, Any]) -> None:
    lost = [
        (one, other, kind) for one, other, kind in expected["links"]
        if site.address(other) not in links(site.out, site.address(one), RELATED if kind == "related" else TEXT)
    ]  # fmt: skip

    assert len(expected["links"]) == expected["counts"]["links"]
    assert not lost, f"{len(lost)} of {len(expected['links'])} are not there"


def test_links_in_captions_are_links(sites: Mapping[str, Site], shared_data: Path) -> None:
    site = sites["gpu"]
    wanted = of("gpu", shared_data)["image_caption_links"]
    lost = [
        (one, other) for one, other in wanted if site.address(other) not in links(site.out, site.address(one), TEXT)
    ]

    assert len(wanted) == 45
    assert not lost


def test_each_unresolved_link_is_told_at_its_line_and_nothing_else_is(site: Site, expected: dict[str, Any]) -> None:
    wanted = {
        (f"terms/{one}.md", number)
        for one, target in expected["unresolved"]
        for number in lines_of(target, site.root / "terms" / f"{one}.md")
    }
    told = {
        (problem["path"], problem["line"])
        for problem in site.problems
        if problem["rule"] in {"dangling-link", "ambiguous-link", "dangling-fragment"}
    }

    assert told == wanted
    assert len(wanted) >= len(expected["unresolved"])


def lines_of(target: str, path: Path) -> list[int]:
    """The lines on which a link to `target`, as written, stands: an entry of a list, or a link in the text."""
    lines = path.read_text(encoding="utf-8").split("\n")
    if not target.startswith("/"):
        return [number for number, line in enumerate(lines, 1) if line.strip() == f"- {target}"]
    labels = [line[1 : line.index("]")] for line in lines if re.match(rf"\[[^]]+]:\s*{re.escape(target)}\s*$", line)]
    written = [f"]({target})", *(f"][{label}]" for label in labels)]
    return [number for number, line in enumerate(lines, 1) if any(each in line for each in written)]


def test_links_of_a_term_to_itself_are_told_and_harmless(site: Site, expected: dict[str, Any]) -> None:
    told = {problem["path"] for problem in site.problems if problem["rule"] == "self-link"}
    files = {term["id"]: term["file"] for term in expected["terms"]}

    assert told == {files[one] for one, *_ in expected.get("self_links", ())}


def test_links_to_the_upstream_site_lead_out_of_the_glossary(sites: Mapping[str, Site], shared_data: Path) -> None:
    site = sites["gpu"]
    for one, target in of("gpu", shared_data)["site_links"]:
        # Where that site stands, nobody told us.
        hrefs = [each.get("href") for each in page(site.out / site.address(one)).xpath("//main//a[@rel='external']")]
        assert target in hrefs


# Names


def test_a_title_that_is_a_question_is_a_name(sites: Mapping[str, Site]) -> None:
    letters = {
        part.get("id"): [entry.text_content() for entry in part.xpath(".//dt/a")]
        for part in page(sites["gpu"].out / "a-z" / "index.html").xpath("//div[starts-with(@id, 'letter-')]")
    }

    assert letters["letter-w"] == ["Warp", "Warp divergence", "Warp execution state", "Warp Scheduler", "Warpgroup"]
    assert "CUDA Thread Hierarchy" in letters["letter-c"]  # "What is the …?"
    # 79 terms, of which upstream's titles would put nearly all under W.
    assert sum(len(names) for names in letters.values()) == 79
    assert max(len(names) for names in letters.values()) < 30


def test_names_found_in_questions_resolve(shared_data: Path, tmp_path: Path) -> None:
    probe = "---\ntitle: What is a probe?\nsee_also: [Warp, device-hardware/core]\n---\nA [[Warp]], [[wARP|some]], an [[SM]] and a [[perf/roofline-model]].\n"
    site = built("gpu", shared_data, tmp_path, {"gpu-glossary/perf/probe.md": probe})

    assert site.said.status == 0, site.said
    assert {"warp.html", "streaming-multiprocessor.html", "roofline-model.html"} <= links(site.out, "probe.html", TEXT)
    assert {"warp.html", "core.html"} <= links(site.out, "probe.html", RELATED)
    assert page(site.out / "probe.html").xpath("//h1")[0].text_content() == "Probe"


# What is no term


def test_pages_of_folders_introduce_sections(sites: Mapping[str, Site]) -> None:
    site = sites["gpu"]
    sections = {"device-hardware", "device-software", "host-software", "perf"}
    assert {path.stem for path in (site.out / "sections").iterdir()} == sections
    for section in sections:
        files = [path.stem for path in (site.root / "gpu-glossary" / section).glob("*.md")]
        assert {f"{name}.html" for name in files} <= links(
            site.out, f"sections/{section}.html", ("//ul[contains(concat(' ', @class, ' '), ' entries ')]",)
        )
        assert not (site.out / f"{section}.html").exists()
    assert "correctness is the primary concern" in page(site.out / "sections" / "perf.html").text_content()
    assert page(site.out / "sections" / "perf.html").xpath("//h1")[0].text_content() == "Performance"


def test_plain_pages_are_pages_and_no_terms(sites: Mapping[str, Site]) -> None:
    site = sites["gpu"]
    assert {path.stem for path in (site.out / "pages").iterdir()} == {"readme", "contributors"}
    assert not (site.out / "readme.html").exists()
    listed = links(site.out, "a-z/index.html", ("//main",))
    assert "pages/readme.html" not in listed
    assert len({address for address in listed if "/" not in address} - {"index.html"}) == 79


def test_redirects_lead_to_the_right_term(sites: Mapping[str, Site], shared_data: Path) -> None:
    site = sites["mlg"]
    redirects = of("mlg", shared_data)["redirects"]
    assert len(redirects) == 11
    for old, new in redirects:
        address = site.address(old)
        refresh = page(site.out / address).xpath("//meta[@http-equiv='refresh']/@content")
        assert refresh == [f"0; url={site.address(new)}"]
        assert links(site.out, address) == {site.address(new)}
    listed = links(site.out, "a-z/index.html", ("//main",))
    assert not {site.address(old) for old, _ in redirects} & listed


# Every page of the four sites


REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget", "headers", "list", "form")
"""Attributes that name ids of their own page."""


def references(document: html.HtmlElement) -> Iterator[str]:
    """All that a page refers to, as written."""
    for element in document.iter("*"):
        for attribute in ("href", "src", "poster", "action", "data"):
            if (found := element.get(attribute)) is not None:
                yield found
        for candidate in (element.get("srcset") or "").split(","):
            if candidate.strip():
                yield candidate.split()[0]
        for attribute in REFERENCES:
            yield from (f"#{name}" for name in (element.get(attribute) or "").split())
        if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            yield (element.get("content") or "").partition("url=")[2]


def faults(out: Path) -> list[str]:
    """All internal references of a site that lead nowhere, and all ids that stand twice on a page."""
    found: list[str] = []
    ids: dict[str, Counter[str]] = {}
    pages = {path.relative_to(out).as_posix(): page(path) for path in sorted(out.rglob("*.html"))}
    for address, document in pages.items():
        ids[address] = Counter(document.xpath("//@id"))
        found += (f"{address}: the id {name!r} stands {n} times" for name, n in ids[address].items() if n > 1)
    for address, document in pages.items():
        found += (fault for each in references(document) if (fault := fault_of(address, each, out, ids)))
    for sheet in out.rglob("*.css"):
        for reference in re.findall(r"url\([\"']?([^)\"']+)", sheet.read_text(encoding="utf-8")):
            if not reference.startswith("data:") and not (sheet.parent / reference.partition("#")[0]).is_file():
                found.append(f"{sheet.name}: {reference!r} leads to no file")
    return found


def fault_of(address: str, reference: str, out: Path, ids: Mapping[str, Counter[str]]) -> str:
    """What is wrong with a reference of the page at `address`; empty where nothing is, or it leads elsewhere."""
    url = urlsplit(urljoin(f"{BASE}/{address}", reference))
    if url.netloc != HOST:
        return ""
    target = unquote(url.path).lstrip("/") or "index.html"
    target += "index.html" if target.endswith("/") else ""
    if not (out / target).is_file():
        return f"{address}: {reference!r} leads to no file"
    if url.fragment and unquote(url.fragment) not in ids.get(target, ()):
        return f"{address}: {reference!r} leads to no place on {target}"
    return ""


# A link of upstream's to its own site outside the glossary, which is taken over as it is: on its page and in print.
ELSEWHERE = {
    f"{address}: '/docs/examples/torch_profiling' leads to no file" for address in ("cupti.html", "all/index.html")
}


def test_every_link_source_and_fragment_leads_somewhere_and_ids_are_unique(site: Site) -> None:
    found = [fault for fault in faults(site.out) if fault not in ELSEWHERE]
    assert not found, f"{len(found)} faults:\n" + "\n".join(found[:50])


def test_in_our_own_glossary_too(ours: Site) -> None:
    assert ours.said == Run(0, "[]\n", "")
    found = faults(ours.out)
    assert not found, f"{len(found)} faults:\n" + "\n".join(found[:50])


def test_a_corpus_built_again_is_not_written_again(sites: Mapping[str, Site], tmp_path: Path) -> None:
    root = sites["devops"].root
    assert build(root, tmp_path / "site", tmp_path / "cache", before=LATER).status == 0
    assert "nothing changed" in build(root, tmp_path / "site", tmp_path / "cache", before=LATER).out
