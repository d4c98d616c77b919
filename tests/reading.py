"""A small site as readers meet it: opened from a folder, and served below a path of a host."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests import builds

PATH = "a/host/below"
"""Where the site stands on its host."""

FILES = {
    "glossary.yml": """
title: Words of the workshop
sections: [{id: basics, title: Basics}, {id: more, title: More}]
paths: [{id: first, title: First steps, terms: [loss, model]}]
""",
    "terms/model.md": """---
term: Model
definition: A function with learned numbers.
section: basics
order: 1
quiz:
  - question: Where does `it` keep what it learned?
    choices:
      - {text: In the prompt, why: The prompt is gone with the call.}
      - {text: In its parameters, correct: true, why: All of them together.}
      - {text: On the web}
---
""",
    "terms/loss.md": """---
term: Loss
definition: The gap between a guess & what was <really> there.
section: basics
order: 2
status: review
---
It is made small.
""",
    "terms/training.md": """---
term: Training
definition: Making the [[loss]] of a [[model]] small.
section: more
order: 1
prerequisites: [model]
see_also: [{term: loss, why: it is what training lowers}]
quiz:
  - id: changes
    question: What changes?
    explanation: Nothing else is written.
    choices:
      - {text: the prompt, why: It is only read.}
      - {text: the parameters, correct: true, why: Each moves a little.}
      - {text: the data, why: It was there before.}
  - id: dataset
    question: What is read?
    choices:
      - {text: the data, correct: true, why: In batches.}
      - {text: the future}
      - {text: the parameters, correct: true, why: Before they are changed.}
match: [model, loss]
---
It lowers the [[loss]].

```python
step = 1
```
""",
}


MANY = {
    "glossary.yml": "title: Many words\nsections: [{id: signs, title: Signs}]\n",
    **{
        f"terms/{name}.md": f"""---
term: {name}
definition: The word {name}.
{"section: signs" if "a" in name else "see_also: [größe, 数]"}
quiz: [{{id: q, question: "Is it {name}?", choices: [{{text: "yes", correct: true}}, {{text: "no"}}]}}]
---
With [[größe]], [[数]] and [[w-a-7]].
"""
        for name in ("größe", "数", *(f"w-{letter}-{number}" for letter in "ab" for number in range(520)))
    },
}
"""A glossary that stands in several shards, and with more terms that have questions than one page lists."""


def build_site(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """The site of these files, built below `folder`."""
    builds.write(folder / "source", files)
    out = folder / "host" / PATH
    out.parent.mkdir(parents=True)
    done = builds.build(folder / "source", out, folder / "cache")
    assert done.status == 0, done.err
    return out


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the standard library
        """Say nothing: pytest shows what a test prints."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a host that serves `folder` while the context lasts."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
