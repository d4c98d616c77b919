"""Letters of one script that look like those of another: the *a* of Cyrillic and that of Latin."""

import unicodedata


def alien(word: str, meant: str) -> str:
    r"""What to say behind a question whether `meant` was meant: the first letter in `word` that is of another script;
    nothing where there is none.

    >>> alien("gr\N{CYRILLIC SMALL LETTER I}nd", "grind").partition("is ")[2]
    'U+0438, a letter of Cyrillic'
    """
    known = {_script(char) for char in meant}
    for char in word if not word.isascii() else "":
        script = _script(char)
        if char.isalpha() and script not in known:
            return f" here `{char}` is U+{ord(char):04X}, a letter of {script.capitalize()}"
    return ""


def _script(char: str) -> str:
    """The first word of a character’s name, which for letters is that of their script."""
    return unicodedata.name(char, "").partition(" ")[0]
