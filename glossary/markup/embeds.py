"""`![[name.png]]`, `![[name.png|what it shows]]`, `![[name.png|300]]`: pictures as Obsidian has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.markup.segments import Image
from glossary.markup.signs import FOREIGN

if TYPE_CHECKING:
    from glossary.markup.draft import Draft
    from glossary.markup.markdown import Token
    from glossary.markup.states import InlineState

_EMBED = re.compile(
    r"!\[\[(?P<name>[^\[\]|#\n]{1,200}\.(?:png|jpe?g|gif|webp|avif|svg))[ \t]*(?:\|(?P<label>[^\[\]\n]{0,500}))?\]\]",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\s*\d+(?:x\d+)?\s*")


def embed(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """An inline rule. A size, as `300` or `300x200`, says nothing of the picture, and is left out."""
    found = _EMBED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        parts = [" ".join(part.split()) for part in (found["label"] or "").replace("\\|", "|").split("|")]
        alt = " ".join(part for part in parts if part and not _SIZE.fullmatch(part))
        token = state.push("embed", "", 0)
        token.content, token.meta = found.group(), {"name": found["name"].strip(), "alt": alt}
    state.pos = found.end()
    return True


def write(draft: Draft, token: Token) -> None:
    """A picture, where the texts were written for another program; else text, and the way to write a picture here."""
    name, alt, place = token.meta["name"], token.meta["alt"], token.meta["at"]
    if not draft.dialect.served:
        help_ = f"write `![{alt or 'what it shows'}]({f'<{name}>' if ' ' in name else name})`"
        draft.fault(FOREIGN, place, "`![[…]]` shows nothing here", help_)
        draft.text(token.content)
        return
    if not alt:
        help_ = f"say behind a bar what it shows: `![[{name}|a falling line]]`"
        draft.fault("missing-alt", place, "this picture has no description", help_)
    if draft.linked:
        draft.shown(alt)
    else:
        draft.put(Image(draft.link("embed", name, "", place), alt))
