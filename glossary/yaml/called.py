"""What people, and other formats, call keys of ours."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_ENGLISH: Final = {
    field: tuple(called.split())
    for field, called in {
        "term": "term title name headword lemma",
        "id": "id slug permalink",
        "abbreviation": ("abbreviation abbreviations abbr abbrev acronym acronyms initialism shortname"),
        "redirects": "redirects redirectfrom aliases alias",
        "aliases": (
            "aliases alias synonyms synonym aka alsoknownas alsocalled alternatenames altnames displaytext "
            "fullname longform expansion alternative"
        ),
        "definition": (
            "definition def description summary excerpt short shortdescription meaning tldr lead hovertext "
            "hoversnippet gloss abstract"
        ),
        "replaced_by": "replacedby destination redirectto redirect movedto supersededby",
        "see_also": ("seealso related relatedterms relatedto relatedconcepts relations see links similar"),
        "prerequisites": "prerequisites prereqs requires dependson",
        "broader": "broader broaderterm hypernym kindof isa up parent partof",
        "contrast": "contrast confusedwith opposite antonym antonyms versus vs",
        "section": "section category categories chapter group topic area domain",
        "tags": "tags tag keywords categories category topics topic labels subjects",
        "added": ("added dateadded created createdat datecreated date published publishdate pubdate"),
        "updated": ("updated lastmod lastmodified lastmodifiedat modified updatedat datemodified lastupdated"),
        "level": "level difficulty audience",
        "status": "status draft published publish",
        "order": "order weight navorder sidebarposition position",
        "pronunciation": "pronunciation ipa phonetic",
        "plain": "plain plainlanguage inplainwords simple eli5 layman",
        "subtitle": "subtitle tagline",
        "forms": "forms plural plurals inflections",
        "hidden": "hidden misspellings",
        "sources": "sources source references reference citations bibliography citation",
        "resources": "resources furtherreading learnmore externallinks readmore links",
    }.items()
}

_ABROAD: Final[Mapping[str, tuple[str, ...]]] = {
    field: tuple(called.split())
    for field, called in {
        "term": "begriff benennung bezeichnung stichwort titel terme titre nom termino titulo nombre termine titolo "
        "nome termo begrip naam",
        "abbreviation": "abkurzung abkuerzung kurzel kuerzel abreviation sigle acronyme abreviatura sigla acronimo "
        "abbreviazione afkorting",
        "aliases": "synonyme synonymes sinonimos sinonimo sinonimi sinonimia synoniemen synoniem",
        "definition": "definicion definizione definicao definitie kurzdefinition beschreibung kurzbeschreibung "
        "zusammenfassung resume descripcion resumen descrizione riassunto descricao resumo beschrijving samenvatting",
        "replaced_by": "ersetztdurch remplacepar reemplazadopor sustituidopor sostituitoda substituidopor "
        "vervangendoor",
        "see_also": "sieheauch verwandt verwandte verwandtebegriffe voiraussi termeslies termesassocies relacionados "
        "relacionadas terminosrelacionados veasetambien vertambien correlati vedianche terminicorrelati vertambem "
        "termosrelacionados verwant zieook",
        "prerequisites": "voraussetzungen prerequis prerrequisitos requisitosprevios prerequisiti voorkennis",
        "broader": "oberbegriff termegenerique hyperonyme terminogenerico hiperonimo iperonimo",
        "contrast": "abgrenzung abgrenzungzu gegenbegriff gegensatz antonyme antonymes antonimos contrari",
        "section": "kapitel rubrik bereich kategorie chapitre rubrique domaine categorie capitulo seccion categoria "
        "capitolo sezione secao hoofdstuk",
        "tags": "schlagworte schlagworter schlagwoerter stichworte kategorie kategorien motscles etiquettes categorie "
        "etiquetas palabrasclave categoria categorias etichette parolechiave palavraschave trefwoorden",
        "added": "erstellt hinzugefugt hinzugefuegt datum cree datecreation creado fecha fechacreacion creato data "
        "criado",
        "updated": "aktualisiert geandert geaendert misajour modifie actualizado modificado aggiornato modificato "
        "atualizado bijgewerkt",
        "level": "niveau nivel livello schwierigkeit",
        "status": "entwurf brouillon borrador bozza rascunho concept stand statut estado stato",
        "order": "reihenfolge ordre orden ordine ordem volgorde",
        "pronunciation": "aussprache prononciation pronunciacion pronuncia uitspraak",
        "sources": "quelle quellen fuente fuentes fonte fonti fontes bron bronnen referencias",
        "resources": "weiterlesen weblinks ressourcen ressources recursos risorse enlaces liens",
    }.items()
}
"""Small letters and digits alone, without accents: German, French, Spanish, Italian, Portuguese and Dutch."""

FIELDS_CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    field: (*called, *_ABROAD.get(field, ())) for field, called in _ENGLISH.items()
}
"""Fields of a term, and what others call each, the likeliest first and in English: small letters and digits alone."""

_KEYS: Final = {
    "a": ("answer",),
    "answers": ("choices",),
    "art": ("text",),
    "author": ("authors", "by"),
    "bad": ("avoid",),
    "categories": ("tags",),
    "category": ("section",),
    "color": ("accent",),
    "colour": ("accent",),
    "date": ("added", "as_of"),
    "description": ("definition", "text", "intro"),
    "explanation": ("why",),
    "fact": ("correction", "text"),
    "good": ("write",),
    "href": ("url",),
    "id": ("term",),
    "if": ("ask",),
    "instead": ("write",),
    "lang": ("language",),
    "link": ("url", "term"),
    "myth": ("claim",),
    "name": ("term", "title", "label"),
    "path": ("paths",),
    "person": ("speaker",),
    "q": ("question",),
    "quote": ("says",),
    "reason": ("why",),
    "right": ("write", "correct"),
    "src": ("image",),
    "text": ("says",),
    "truth": ("correction",),
    "use": ("write",),
    "who": ("for", "by", "speaker"),
    "wrong": ("avoid",),
    "yes": ("then",),
}
"""What others call keys that may stand elsewhere, or in other places than the table of fields has them."""

_OTHERS: Final = frozenset({"image", "lang", "language", "layout", "note", "notes", "path"})
"""Words that stand for something else elsewhere, and are no slip for the key of ours that looks most like them."""


def plain_key(key: str) -> str:
    """A key as the tables have it: `Related terms` and `related-terms` are `relatedterms`, `Résumé` is `resume`."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKD", key.casefold()))


def called(key: str, known: Collection[str]) -> str:
    """The one of the `known` keys that people call so in English; empty where there is none.

    >>> called("aka", {"aliases", "forms"}), called("Depends on", {"prerequisites"}), called("weft", {"aliases"})
    ('aliases', 'prerequisites', '')
    """
    plain = plain_key(key)
    likely = next((other for other in _KEYS.get(plain, ()) if other in known), "")
    return likely or _likeliest(plain, _ENGLISH, known)


def called_abroad(key: str, known: Collection[str]) -> str:
    """The one of the `known` keys that people call so in other languages; empty where there is none.

    >>> called_abroad("Sinónimos", {"aliases", "forms"})
    'aliases'
    """
    return _likeliest(plain_key(key), _ABROAD, known)


def _likeliest(plain: str, table: Mapping[str, tuple[str, ...]], known: Collection[str]) -> str:
    found = ((names.index(plain), field) for field, names in table.items() if field in known and plain in names)
    return min(found, default=(0, ""))[1]


def is_other(key: str) -> bool:
    """Whether a key is known to mean something that ours, however alike, do not."""
    return plain_key(key) in _OTHERS
