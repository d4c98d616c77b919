"""What open pages are told: that there is a newer site, and what is wrong with the folder."""

from __future__ import annotations

import json
import os
import threading
import time
from typing import Final, NamedTuple

MOST: Final = 20
"""Problems that are shown over a page."""


class Problem(NamedTuple):
    """An error as it is shown over the page: where and what, and the lines with the place and the help."""

    heading: str
    lines: str


class News(NamedTuple):
    """The state of the site. `version` grows with each change, `theme` is the version in which the theme changed last:
    pages of older ones are loaded anew.
    """

    version: int = 1
    theme: int = 1
    problems: tuple[Problem, ...] = ()


class Board:
    """Where the news stand; pages wait here for the next. `run` tells this process from an earlier one at the same
    address.
    """

    def __init__(self, problems: tuple[Problem, ...] = ()) -> None:
        self.run = f"{os.getpid()}-{time.perf_counter_ns()}"
        self.news = News(problems=problems)
        self._changed = threading.Condition()

    def post(self, problems: tuple[Problem, ...], *, theme: bool = False) -> News:
        """Tell all pages that the site is another one now."""
        with self._changed:
            version = self.news.version + 1
            self.news = News(version, version if theme else self.news.theme, problems)
            self._changed.notify_all()
            return self.news

    def wait(self, seen: int, seconds: float) -> News | None:
        """The news, once they are others than version `seen`; nothing after so many seconds without any."""
        with self._changed:
            self._changed.wait_for(lambda: self.news.version != seen, seconds)
            return self.news if self.news.version != seen else None

    def message(self, news: News) -> bytes:
        """The news as an event of a stream (WHATWG HTML, server-sent events)."""
        told = {
            "run": self.run,
            "version": news.version,
            "theme": news.theme,
            "problems": [problem._asdict() for problem in news.problems],
        }
        return f"data: {json.dumps(told)}\n\n".encode()
