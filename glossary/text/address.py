"""Ids, addresses and the keys under which names are found."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from posixpath import dirname, join, normpath, relpath
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from glossary.text.invisible import shown

LONGEST_ID: Final = 80
LONGEST_BYTES: Final = 240
"""Bytes of an id: most file systems take 255 for the name of a file."""
LONGEST_NAME: Final = 200

_DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
TAKEN: Final = frozenset({"index", "404", *_DEVICES})
"""Stems that a term's page cannot have: pages of ours, and the device names of Windows."""

_SPACES = re.compile(r"[\s\-\u00ad\u2010\u2011_]+")
_PLAIN_ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
"""What most ids look like; nothing is wrong with them."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_FOLLOWED = re.compile(r"(?:https?://[^/\\?#]|mailto:.)", re.IGNORECASE)
_HIDDEN = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def name_key(name: str) -> str:
    """The key under which a name is found: NFC, case folded, space and hyphen alike.

    >>> name_key("Fine-Tuning") == name_key("fine  tuning")
    True
    """
    if name.isascii():
        return " ".join(_SPACES.split(name.lower())).strip()
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    return " ".join(_SPACES.split(folded)).strip()


def id_fault(value: str) -> str:  # noqa: C901 - one line for each rule
    """What is wrong with `value` as an id; empty where it is one.

    An id is letters, marks and digits of any script, in NFC and lower case, with `-` and `.` between them, at most 80
    characters (docs/term-format.md, *Addresses*).
    """
    if _PLAIN_ID.fullmatch(value) and len(value) <= LONGEST_ID and not value.startswith("term-"):
        return ""
    if not value:
        return "an id needs at least one letter or digit"
    if len(value) > LONGEST_ID or len(value.encode()) > LONGEST_BYTES:
        return f"it is longer than {LONGEST_ID} characters"
    if value != unicodedata.normalize("NFC", value):
        return "it is not in the Unicode form NFC"
    if value != value.lower():
        return "it has capital letters"
    for character in value:
        if character not in "-." and unicodedata.category(character)[0] not in "LMN":
            return f"`{shown(character)}` cannot stand in it"
    if value[0] in "-." or value[-1] in "-." or ".." in value:
        return "`-` and `.` stand between letters or digits"
    if value.removeprefix("term-") in TAKEN and value.startswith("term-"):
        return f"it is kept for a term `{value.removeprefix('term-')}`"
    return ""


def make_id(text: str) -> str:
    """The id that adoption makes of a file's stem, a path or a title; empty where nothing is left.

    The last part of a path; NFC, lower case; every run of other characters becomes one `-`; cut to 80 characters.

    >>> make_id("Cloud Native Apps"), make_id("device-hardware/core"), make_id("node.js")
    ('cloud-native-apps', 'core', 'node.js')
    """
    last = unicodedata.normalize("NFC", text.strip().strip("/").rsplit("/", 1)[-1]).lower()
    last = unicodedata.normalize("NFC", last)
    kept = "".join(c if c in "-." or unicodedata.category(c)[0] in "LMN" else "-" for c in last)
    kept = re.sub(r"-+", "-", re.sub(r"\.{2,}", ".", kept))
    kept = re.sub(r"-?\.-|-\.-?", "-", kept).strip("-.")[:LONGEST_ID].strip("-.")
    return f"{kept}-1" if kept.startswith("term-") and kept.removeprefix("term-") in TAKEN else kept


def tag_id(tag: str) -> str:
    """The id of a tag, as `make_id` makes it of the whole text; signs that tell languages apart are spelt out.

    >>> tag_id("C++"), tag_id("C#"), tag_id("#c"), tag_id("CI/CD")
    ('c-plus-plus', 'c-sharp', 'c', 'ci-cd')
    """
    return make_id(tag.lstrip("#").replace("+", "-plus").replace("#", "-sharp").replace("/", "-"))


def name_id(name: str) -> str:
    """The id of a term of that name; empty where nothing is left of it.

    >>> name_id("C++"), name_id("Moore’s law"), name_id("CI/CD")
    ('c-plus-plus', 'moores-law', 'ci-cd')
    """
    return tag_id(name.replace("'", "").replace("’", "")) if name else ""


def stem_of(path: str) -> str:
    """The name of the file at a path, without its ending."""
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def bare(path: str) -> str:
    """The path of a file without its ending."""
    return path.rsplit(".", 1)[0]


def seat_of(path: str) -> str:
    """The path of a file without its ending; of a page bundle, `beam/index.md`, that of its folder.

    >>> seat_of("loom/warp.md"), seat_of("loom/beam/index.md"), seat_of("index.md")
    ('loom/warp', 'loom/beam', 'index')
    """
    found = bare(path)
    folder, _, name = found.rpartition("/")
    return folder if folder and name.lower() == "index" else found


def bundles(paths: Iterable[str]) -> frozenset[str]:
    """The paths that are page bundles: `beam/index.md`, where it is the only one in or below its folder.

    >>> sorted(bundles(["index.md", "beam/index.md", "loom/index.md", "loom/warp.md"]))
    ['beam/index.md']
    """
    below: Counter[str] = Counter()
    known = tuple(paths)
    for path in known:
        folder = dirname(path)
        while folder:
            below[folder] += 1
            folder = dirname(folder)
    return frozenset(path for path in known if below[dirname(path)] == 1 and seat_of(path) == dirname(path))


def tops_of(folder: str) -> tuple[str, ...]:
    """A folder, and those around it up to the top.

    >>> tops_of("content/terms")
    ('content/terms', 'content', '')
    """
    found = [folder]
    while found[-1]:
        found.append(dirname(found[-1]))
    return tuple(found)


def seen_from(address: str, folder: str) -> tuple[str, ...]:
    """From where a relative address may be meant that starts at the top of a vault: `folder`, or one around it. A name
    alone is none, nor is what says that it starts at its own file.

    >>> seen_from("terms/weft.md", "content/terms"), seen_from("./terms/weft.md", "content/terms")
    (('content/terms', 'content', ''), ())
    """
    return tops_of(folder) if "/" in address and not address.startswith((".", "/")) else ()


def served(address: str) -> str:
    """The address of a page, or of its file, without its ending and what programs that serve it put there.

    >>> served("../warp/"), served("warp.html"), served("../warp/index.html"), served("warp.md")
    ('../warp', 'warp', '../warp', 'warp')
    """
    return address.rstrip("/").removesuffix(".md").removesuffix(".html").removesuffix("/index")


def served_at(address: str, path: str) -> tuple[str, ...]:
    """Where the page that is served at a relative address may have its file, without an ending: seen from the folder of
    the file at `path`, which has the link; then, if the address leads up, from a folder deeper, for that file may be
    served as a folder, too.

    >>> served_at("../weft/", "loom/warp.md"), served_at("../", "loom/warp.md"), served_at("weft.html", "loom/warp.md")
    (('weft', 'loom/weft'), ('.', 'loom'), ('loom/weft',))
    """
    core = normpath(served(address))
    starts = (dirname(path), bare(path)) if f"{core}/".startswith("../") else (dirname(path),)
    return tuple(normpath(join(start, core)) for start in starts)


def term_address(term_id: str) -> str:
    """Where the page of a term stands, from the root of the site."""
    return f"term-{term_id}.html" if term_id in TAKEN else f"{term_id}.html"


def relative(address: str, page: str) -> str:
    """The link from `page` to `address`; both from the root of the site, either may have a fragment.

    >>> relative("training.html#quiz", "sections/models.html")
    '../training.html#quiz'
    """
    target, hash_, fragment = address.partition("#")
    folder = dirname(page)
    path = relpath(target, folder) if folder else target
    return path + hash_ + fragment


def scheme(url: str) -> str:
    """The scheme of a URL in lower case, as a browser reads it (it skips controls and spaces); empty without one."""
    found = _SCHEME.match(_HIDDEN.sub("", url))
    return found.group()[:-1].lower() if found else ""


def is_web(url: str) -> bool:
    """Whether a reader may be sent there: http, https or mailto, somewhere behind it, and nothing hidden in it."""
    return _FOLLOWED.match(url) is not None and not _HIDDEN.search(url)


def host_of(url: str) -> str:
    """The host of a web address in the letters that name servers know (IDNA); raises `ValueError` where there is none.

    >>> host_of("https://wörter.example:8080/a")
    'xn--wrter-jua.example'
    """
    host = urlsplit(url).hostname or ""
    if not host:
        raise ValueError(url)
    return host if ":" in host else host.encode("idna").decode("ascii")


def uri(url: str) -> str:
    """A web address in ASCII: its host as `host_of` gives it, all else percent-encoded.

    >>> uri("https://wörter.example:8080/ä.html")
    'https://xn--wrter-jua.example:8080/%C3%A4.html'
    """
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    host = f"[{host_of(url)}]" if place.startswith("[") else host_of(url)
    port = f":{parts.port}" if parts.port else ""
    rest = urlunsplit(("", "", parts.path, parts.query, parts.fragment))
    return f"{parts.scheme}://{host}{port}{quote(rest, safe=':/?&=%#')}"


def words_of(stem: str) -> str:
    """A title made of a file's stem: `device-hardware` is *Device hardware*."""
    words = " ".join(_SPACES.split(stem)).strip()
    return words[:1].upper() + words[1:]
