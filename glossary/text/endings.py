"""What the endings of words become in the other number, by language; the longest that fits holds.

As far as an ending alone decides it and the result is no other word; more is missed than guessed. After the tables of
number in: Duden 4 (*Die Grammatik*, § Substantiv; genitive and dative too, since a case form is a mention as well);
Grevisse, *Le bon usage*, §§ 511-526; Real Academia Española, *Nueva gramática*, § 3; Cunha & Cintra, *Nova gramática*,
§ 8; Serianni, *Grammatica italiana*, § III; *Algemene Nederlandse Spraakkunst*, § 3.5; Lewis, *Turkish Grammar*, § II;
*Svenska Akademiens grammatik*, *Retskrivningsordbogen* and *Norsk referansegrammatikk* on the regular suffixes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from glossary.text.plurals import ENDINGS as _ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping


def _same(suffixes: str, *forms: str) -> dict[str, tuple[str, ...]]:
    """Each of `suffixes` followed by each of `forms`."""
    return {suffix: tuple(suffix + form for form in forms) for suffix in suffixes.split()}


def _pairs(rows: str) -> dict[str, tuple[str, ...]]:
    """`ão:ões` is *-ão* in the singular and *-ões* in the plural, both ways."""
    table: dict[str, tuple[str, ...]] = {}
    for row in rows.split():
        one, many = row.split(":")
        table[one] = (*table.get(one, ()), many)
        table[many] = (*table.get(many, ()), one)
    return table


_GERMAN: Final = {
    "": ("e", "s", "es"),
    **_same("ung heit keit schaft tät ion enz anz ik ur schicht form zahl", "en"),
    **{f"{suffix}en": (suffix,) for suffix in ("ung", "heit", "keit", "schaft", "tät", "ion")},
    **_same("erin orin istin antin", "nen"),
    **{f"{suffix}nen": (suffix,) for suffix in ("erin", "orin", "istin", "antin")},
    "e": ("en",),
    **_same("er el", "s", "n"),
    **_same("en chen lein", "s"),
    **_same("a i o u y é in", "s"),
    **_same("ent ist ant", "en"),
    **_same("ell em ment at ramm werk jekt ukt punkt al gerät", "e", "s", "es", "en"),
    **_same("teil schnitt begriff bereich wert schritt vergleich gebiet", "e", "s", "es", "en"),
    "or": ("oren", "ors"),
    "mus": ("men",),
    "trum": ("tren", "trums"),
    "ium": ("ien", "iums"),
    "ma": ("men", "mata", "mas"),
    "nis": ("nisse", "nisses", "nissen"),
    **_same("ing", "s"),
    **_same("ling", "e", "s", "en"),
    **_same("ß x z sch netz", "e", "es", "en"),
    "s": (),
    "daten": (),
}

_DUTCH: Final = {
    "": (),
    **_pairs("ing:ingen heid:heden tie:ties sie:sies teit:teiten werk:werken schap:schappen graaf:grafen"),
    **_same("er el en em aar oor eur", "s"),
    **_same("je", "s"),
    **_same("ment", "en"),
    "model": ("modellen",),
    "modellen": ("model",),
    **{f"{v}{v}{c}": (f"{v}{c}en",) for v in "aeou" for c in "klmnpt"},
    **_same("a i o u", "'s"),
}

_FRENCH: Final = {
    "": ("s",),
    "s": (),
    "x": (),
    "z": (),
    **_pairs("eau:eaux yau:yaux"),
    "au": ("aux",),
    "landau": ("landaus",),
    "eu": ("eux",),
    "pneu": ("pneus",),
    "bleu": ("bleus",),
    "al": ("aux",),
    **_same("bal carnaval festival régal récital final banal naval", "s"),
    "aux": ("al",),
    "taux": (),
    "faux": (),
    **{word: (word[:-3] + "aux",) for word in ("travail", "bail", "corail", "émail", "vitrail", "soupirail")},
    "travaux": ("travail",),
    **{word: (f"{word}x",) for word in ("bijou", "caillou", "chou", "genou", "hibou", "joujou", "pou")},
    # Only these endings in -s are plurals for sure: *biais*, *corpus*, *temps* and *accès* are none.
    **{f"{one}s": (one,) for one in ("e", "é", "ion", "eur", "ment", "ant", "ent", "at", "et", "if", "el", "aire")},
}

_SPANISH: Final = {
    "": ("es",),
    "s": (),
    **_same("b c f g k m p t", "s"),
    "n": ("nes", "ns"),
    **_same("a e o á é ó", "s"),
    "í": ("íes", "ís"),
    "ú": ("úes", "ús"),
    "i": ("is",),
    "u": ("us",),
    "z": ("ces",),
    **_pairs("ión:iones ón:ones án:anes és:eses ín:ines ad:ades or:ores al:ales el:eles"),
    **{f"{one}s": (one,) for one in ("a", "o", "nte", "ble", "je", "se", "te", "ve")},
    "redes": ("red",),
    "atlas": (),
    "caos": (),
    "cosmos": (),
}

_PORTUGUESE: Final = {
    "": (),
    "s": (),
    **_same("a e i o u á é í ó ú ê ô ã", "s"),
    **_pairs("ão:ões em:ens im:ins om:ons um:uns al:ais ol:óis ul:uis ês:eses or:ores az:azes iz:izes oz:ozes uz:uzes"),
    "el": ("éis", "eis"),
    "il": ("is", "eis"),
    **_same("r z", "es"),
    **{f"{one}s": (one,) for one in ("a", "o", "ade", "de", "nte", "ce", "te", "se", "me", "ve", "ente")},
    "atlas": (),
    "caos": (),
    "cosmos": (),
}

_ITALIAN: Final = {
    "": (),
    "o": ("i",),
    "io": ("i",),
    "a": ("e",),
    "ma": ("mi", "me"),
    "ista": ("isti", "iste"),
    "e": ("i",),
    "co": ("chi", "ci"),
    "go": ("ghi", "gi"),
    "ca": ("che",),
    "ga": ("ghe",),
    "cia": ("ce", "cie"),
    "gia": ("ge", "gie"),
    **_pairs("zione:zioni sione:sioni mento:menti ello:elli tore:tori ità:ità"),
    "i": (),
    "ità": (),
}

_SWEDISH: Final = {
    "": (),
    "ing": ("ingen", "ingar", "ingarna"),
    "het": ("heten", "heter", "heterna"),
    "tion": ("tionen", "tioner", "tionerna"),
    "else": ("elsen", "elser", "elserna"),
    "itet": ("iteten", "iteter", "iteterna"),
    "ism": ("ismen",),
    "tör": ("tören", "törer", "törerna"),
}

_DANISH: Final = {
    "": (),
    "ing": ("ingen", "inger", "ingerne"),
    "hed": ("heden", "heder", "hederne"),
    "tion": ("tionen", "tioner", "tionerne"),
    "else": ("elsen", "elser", "elserne"),
    "itet": ("iteten", "iteter", "iteterne"),
    "isme": ("ismen",),
}

_NORWEGIAN: Final = {
    "": (),
    "ing": ("ingen", "inger", "ingene"),
    "het": ("heten", "heter", "hetene"),
    "sjon": ("sjonen", "sjoner", "sjonene"),
    "else": ("elsen", "elser", "elsene"),
    "itet": ("iteten", "iteter", "itetene"),
    "isme": ("ismen",),
}

ENDINGS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "nl": _DUTCH,
    "fr": _FRENCH,
    "es": _SPANISH,
    "pt": _PORTUGUESE,
    "it": _ITALIAN,
    "sv": _SWEDISH,
    "da": _DANISH,
    "nb": _NORWEGIAN,
    "no": _NORWEGIAN,
}


def _lengths(endings: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    lasts = {ending[-1] for ending in endings if ending}
    return {
        last: tuple(sorted({len(ending) for ending in endings if ending.endswith(last)}, reverse=True))
        for last in lasts
    }


LENGTHS: Final[Mapping[str, Mapping[str, tuple[int, ...]]]] = {tag: _lengths(rows) for tag, rows in ENDINGS.items()}
"""How long the endings with a given last letter are, longest first: most words need one look or none."""

OF: Final[Mapping[str, frozenset[str]]] = {
    "fr": frozenset(
        ["de", "du", "des", "à", "au", "aux", "en", "pour", "par", "sur", "sans", "sous", "avec", "dans", "contre"]
    ),
    "es": frozenset(["de", "del", "en", "para", "por", "con", "sin", "a", "al", "sobre", "entre"]),
    "pt": frozenset(
        ["de", "do", "da", "dos", "das", "em", "no", "na", "para", "por", "com", "sem", "a", "ao", "sobre", "entre"]
    ),
    "it": frozenset(
        [
            "di",
            "del",
            "della",
            "dei",
            "degli",
            "delle",
            "dello",
            "a",
            "ad",
            "al",
            "da",
            "in",
            "per",
            "con",
            "su",
            "tra",
            "fra",
            "senza",
        ]
    ),
}
"""Where all words of a name are inflected: those before the first of these, which begins what depends on them."""
