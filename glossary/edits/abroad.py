"""What authors who write in other languages call our fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

ABROAD: Final[Mapping[str, tuple[str, ...]]] = {
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
