"""A name in the other grammatical number: a text that speaks of *indices* speaks of *index*."""

from __future__ import annotations

from typing import Final

from glossary.text.endings import ENDINGS, LENGTHS, OF
from glossary.text.plurals import WHOLE, WORDS

_OF_ENGLISH: Final = frozenset(
    [
        "as",
        "at",
        "between",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "over",
        "per",
        "through",
        "to",
        "under",
        "via",
        "with",
        "within",
        "without",
    ]
)
_VOWELS: Final = frozenset("aeiouy")
_LATIN: Final = "\u0250"
"""The first character behind Latin letters; the rules know no other script."""
_S_ON_ABBREVIATIONS: Final = frozenset({"de", "nl", "pt"})


def other_numbers(name: str, language: str) -> tuple[str, ...]:
    """The plurals of `name`, or where it is a plural its singulars, in a fixed order; never `name` itself.

    By the rules of `language` (a BCP 47 tag, of which the first part counts): of English as `plurals` has them, of
    others as `endings` does; German forms have their cases, too, and are nouns only with their capital. Nothing in a
    language whose rules are not known, and where a rule is not sure. English takes about 2 µs.

    >>> other_numbers("Rate of change", "en-GB"), other_numbers("LLMs", "en"), other_numbers("bias", "en")
    (('Rates of change',), ('LLM',), ('biases',))
    """
    tag = language.partition("-")[0].lower()
    if tag == "en":
        return _english(name)
    if tag in OF:
        return _agreeing(name, tag)
    if tag == "de":
        return _german(name)
    if tag == "tr":
        return _turkish(name)
    return _last(name, tag) if tag in ENDINGS else ()


def _english(name: str) -> tuple[str, ...]:
    separator = " " if " " in name else "-"
    if name.count(separator) < 2 or _OF_ENGLISH.isdisjoint(name.lower().split(separator)):
        return _inflected(name)
    words = name.split(separator)
    head = next((at for at, word in enumerate(words[:-1]) if at and word.lower() in _OF_ENGLISH), 0)
    if not head:
        return _inflected(name)
    rest = separator.join(["", *words[head:]])
    forms = tuple(form + rest for form in _inflected(separator.join(words[:head])))
    if len(words) - head > 2:  # *chain of thought prompt*: what the preposition governs may end before the last word
        forms += tuple(form for form in _inflected(name) if len(form) > len(name))
    return forms


def _inflected(name: str) -> tuple[str, ...]:
    start = max(name.rfind(" "), name.rfind("-"), name.rfind("/")) + 1
    if name.lower() in WHOLE:
        return ()
    if not start:
        return _word(name)
    before = name[:start]
    return tuple([before + form for form in _word(name[start:])])


def _word(word: str) -> tuple[str, ...]:
    """An English word in the other number."""
    if len(word) < 2 or not word.isalpha() or word[-1] >= _LATIN:
        return (f"{word}s",) if _is_model(word) else ()
    if word[-1].isupper():
        return (f"{word}s", f"{word}es") if word[-1] == "S" else (f"{word}s",)
    if word[-1] == "s" and word[-2].isupper():
        return (word[:-1],) if len(word) > 2 else ()
    if word.endswith("Ses"):
        return (word[:-2],)
    lower = word.lower()
    known = WORDS.get(lower)
    if known is not None:
        return tuple([other.capitalize() for other in known]) if word[0].isupper() else known
    if word.endswith("Ops"):
        return ()
    forms = _ended(word, lower, "en")
    if len(forms) == 1 and len(forms[0]) < len(word) and not _is_word(lower):
        return ()
    return forms


def _is_word(plural: str) -> bool:
    """Whether what stands before the *s* can be a word: *https*, *dns* and *eks* end like plurals, and are none."""
    return len(plural) > 3 and not _VOWELS.isdisjoint(plural[:-1])


def _is_model(word: str) -> bool:
    """Whether it is like *H100* and *S3*, which have the plural *H100s*; *K8s* is Kubernetes."""
    return len(word) > 1 and word.isalnum() and word[0].isalpha() and word.isupper() and word.isascii() and word != "K8"


def _ended(word: str, lower: str, tag: str) -> tuple[str, ...]:
    """`word` with its longest known ending replaced by each of its counterparts."""
    endings = ENDINGS[tag]
    for length in LENGTHS[tag].get(lower[-1], ()):
        others = endings.get(lower[-length:])
        if others is not None:
            stem = word[:-length]
            if not stem and word[0].isupper():
                return tuple([other.capitalize() for other in others])
            return tuple([stem + other for other in others])
    return tuple([word + other for other in endings[""]])


def _single(word: str, tag: str) -> tuple[str, ...]:
    """A word of another language in the other number."""
    if len(word) < 2 or not word.isalpha() or word[-1] >= _LATIN:
        return ()
    if word[-1].isupper():
        return (f"{word}s",) if tag in _S_ON_ABBREVIATIONS else ()
    if word[-1] == "s" and word[-2].isupper():
        return (word[:-1],) if tag in _S_ON_ABBREVIATIONS and len(word) > 2 else ()
    forms = _ended(word, word.lower(), tag)
    return tuple(form for form in forms if form != word and len(form) > 2)


def _last(name: str, tag: str) -> tuple[str, ...]:
    start = max(name.rfind(" "), name.rfind("-")) + 1
    return tuple(name[:start] + form for form in _single(name[start:], tag))


def _agreeing(name: str, tag: str) -> tuple[str, ...]:
    """A noun with its adjectives, all in the other number, before what depends on them (*réseaux de neurones*)."""
    words = name.split(" ")
    head = next(
        (at for at, word in enumerate(words) if word.lower() in OF[tag] or "'" in word or "’" in word), len(words)
    )
    if not 0 < head <= 4:
        return ()
    options = [_single(word, tag) or (word,) for word in words[:head]]
    forms = []
    for choice in range(max(map(len, options))):
        changed = [option[min(choice, len(option) - 1)] for option in options]
        forms.append(" ".join(changed + words[head:]))
        if len(words) - head > 2:  # *modèle de langage étendu*: the last word may belong to the head
            forms.extend(" ".join([*changed, *words[head:-1], form]) for form in _single(words[-1], tag))
    return tuple(form for form in dict.fromkeys(forms) if form != name)


def _german(name: str) -> tuple[str, ...]:
    """The noun at the end in number and case, and with it the adjectives before it (*neuronalen Netzen*)."""
    *before, noun = name.split(" ")
    stems = [_adjective(word) for word in before]
    if not 0 < len(before) < 3 or "" in stems or not noun[:1].isupper():
        return _last(name, "de")
    nouns = (noun, *_last(noun, "de"))
    forms: list[str] = []
    for ending in ("e", "en", "er", "es", "em"):
        adjectives = " ".join(stem + ending for stem in stems)
        forms.extend(f"{adjectives} {form}" for form in nouns)
    return tuple(form for form in forms if form != name)


def _adjective(word: str) -> str:
    """The stem of a German adjective as it stands in a name, *neuronales*, *Neuronales*; *Docker* is rather a noun."""
    endings = ("es", "er", "e") if word.islower() else ("es", "e")
    ending = next((ending for ending in endings if word.endswith(ending)), "")
    return word.removesuffix(ending) if ending and word.isalpha() and word[1:].islower() and len(word) > 3 else ""


_BACK: Final = "aıou"
_TURKISH_VOWELS: Final = frozenset("aıoueiöü")
_FRONT_LOANS: Final = (
    "kontrol",
    "protokol",
    "rol",
    "sembol",
    "alkol",
    "petrol",
    "gol",
    "saat",
    "dikkat",
    "hal",
    "terminal",
)
"""Loans that end in a back vowel and take front ones: *kontroller*."""


def _turkish(name: str) -> tuple[str, ...]:
    """By vowel harmony; in a compound (*dil modeli*) the ending goes before the possessive (*dil modelleri*)."""
    if not name[-1:].isalpha() or name[-1].isupper() or name[-1] >= _LATIN:
        return ()
    if " " in name and name[-1] in "ıiuü":
        return _owned(name)
    stem, plural = name[:-3], name[-3:]
    back = _is_back(stem if plural in {"lar", "ler"} else name)
    if plural == ("lar" if back else "ler"):
        return (stem,) if len(stem.rpartition(" ")[2]) > 3 else ()
    return () if back is None else (f"{name}lar" if back else f"{name}ler",)


def _owned(name: str) -> tuple[str, ...]:
    stem = name[:-1]
    if stem.endswith(("lar", "ler")):
        return (stem[:-3] + name[-1],)
    stem = stem.removesuffix("s")
    back = _is_back(stem)
    return () if back is None else (f"{stem}ları" if back else f"{stem}leri",)


def _is_back(word: str) -> bool | None:
    """Whether its last vowel is a back one; nothing for a word without vowels."""
    if word.endswith(_FRONT_LOANS):
        return False
    last = next((letter for letter in reversed(word.lower()) if letter in _TURKISH_VOWELS), None)
    return None if last is None else last in _BACK
