"""Links into the repository that keeps the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from glossary.text.address import is_web

if TYPE_CHECKING:
    from glossary.config.schema import Repository


def web_address(address: str) -> str:
    """The address, where a reader may be sent there; else nothing."""
    return address if is_web(address) else ""


def report_link(repository: Repository | None, title: str = "") -> str:
    """Where a problem is reported, with a title for the report; empty without a repository of a known kind."""
    if repository is None or not web_address(repository.url):
        return ""
    base = repository.url.rstrip("/")
    if _is_gitlab(base):
        return f"{base}/-/issues/new" + (f"?issue[title]={quote(title)}" if title else "")
    return f"{base}/issues/new" + (f"?title={quote(title)}" if title else "")


def edit_link(repository: Repository | None, path: str) -> str:
    """Where the file at `path` is edited; empty without a repository."""
    if repository is None or not web_address(repository.url):
        return ""
    base = repository.url.rstrip("/")
    inner = "/".join(part for part in (repository.folder, path) if part)
    place = f"{quote(repository.branch)}/{quote(inner)}"
    if _is_gitlab(base):
        return f"{base}/-/edit/{place}"
    if _host(base) == "codeberg.org":
        return f"{base}/_edit/{place}"
    return f"{base}/edit/{place}"


def _is_gitlab(base: str) -> bool:
    return "gitlab" in _host(base)


def _host(base: str) -> str:
    return urlsplit(base).hostname or ""
