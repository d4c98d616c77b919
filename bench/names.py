"""Names of made-up terms: each a pure function of the term's number, so nothing need be stored to know them.

A made-up word has three open syllables and a closing consonant ("velorak"). No name is another one's plural, for all of
them close with a consonant that no plural or Latin singular ends in; none is an English word of `prose.py`, for the third
syllable opens with `v`, `z`, `k` or `f` and those words were chosen without such ones.
"""

FIRST = "bdfghjklmnprtz"
VOWELS = "aeiou"
THIRD = "vzkf"
LAST = "lrkdtp"
WORDS = len(FIRST) ** 2 * len(THIRD) * len(VOWELS) ** 3 * len(LAST)
HEADS = (
    "filter", "gradient", "kernel", "index", "buffer", "sampler", "schedule", "cache", "graph", "score",
    "window", "layer", "loop", "queue", "record", "signal", "table", "budget", "probe", "trace",
)  # fmt: skip
MIDDLES = ("transfer", "batch", "feedback", "boundary", "replay")
LETTERS = "BDFGHKLMNPRTVZ"


def word(number: int) -> str:
    """The made-up word of `number`; different for each number below `WORDS`."""
    rest = number * 1_000_003 % WORDS  # coprime to WORDS: neighbours look unlike, none is met twice
    text = ""
    for letters in (FIRST, VOWELS, FIRST, VOWELS, THIRD, VOWELS, LAST):
        rest, place = divmod(rest, len(letters))
        text += letters[place]
    return text


def name(number: int) -> str:
    """The name of term `number`: one word in four of ten, one to three otherwise.

    One in ten begins with another term's whole name, so the longest name must win.
    """
    own, head = word(2 * number), HEADS[number // 10 % len(HEADS)]
    match number % 10:
        case 0 | 1 | 2 | 3:
            return own.capitalize()
        case 8:
            return f"{own.capitalize()} {MIDDLES[number // 10 % len(MIDDLES)]} {head}"
        case 9:
            return f"{name(number - 9)} {head}"
        case _:
            return f"{own.capitalize()} {head}"


def aliases(number: int) -> tuple[str, ...]:
    """One or two other names of term `number`."""
    other = word(2 * number + 1).capitalize()
    return (f"{other} method", other) if number % 4 == 0 else (f"{other} method",)


def abbreviation(number: int) -> str | None:
    """Four consonants for every ninth term."""
    if number % 9:
        return None
    rest, text = number * 3_001 % len(LETTERS) ** 4, ""
    for _ in range(4):
        rest, place = divmod(rest, len(LETTERS))
        text += LETTERS[place]
    return text


def slug(number: int) -> str:
    """The id, hence the file's stem, of term `number`."""
    return name(number).lower().replace(" ", "-")
