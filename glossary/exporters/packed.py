"""Style sheets and scripts without what only people read: made smaller by rcssmin and rjsmin (decision 0023).

Only ours: rcssmin knows no nested rules (`.a { .b :hover {} }`), and both are quadratic where `/*` is never closed.
The libraries are loaded when a style sheet or a script is made: not in a build in which none has changed.
"""

from __future__ import annotations


def pack_style(style: bytes) -> bytes:
    """The style sheet without comments and needless blanks; comments that begin with `/*!` stay, for licences do."""
    from rcssmin import cssmin  # type: ignore[import-untyped]  # has no types

    packed: bytes = cssmin(style, keep_bang_comments=True)
    return packed + b"\n"


def pack_script(script: bytes) -> bytes:
    """The script without comments and needless blanks; no name is changed. Comments that begin with `/*!` stay."""
    from rjsmin import jsmin  # type: ignore[import-untyped]  # has no types

    packed: bytes = jsmin(script, keep_bang_comments=True)
    return packed + b"\n"
