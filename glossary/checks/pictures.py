"""Pictures that are not there, or may not be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.graph.pictures import picture_path
from glossary.text.diagnostic import Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.config.texts import Ref
    from glossary.graph.glossary import Glossary
    from glossary.term.card import Card
    from glossary.term.leaflet import Leaflet


def check_pictures(glossary: Glossary) -> Iterator[Diagnostic]:
    """`missing-image` or `unsafe-path` for each picture that a term or page shows and the site does not have."""
    files: tuple[Card | Leaflet, ...] = (*glossary.terms.values(), *glossary.pages)
    for file in files:
        for ref in file.images:
            where = picture_path(ref.target, file.path)
            if where not in glossary.pictures:
                yield _missing(ref, where, Span(file.path, ref.start, ref.end))


def _missing(ref: Ref, where: str, span: Span) -> Diagnostic:
    if where.startswith("../"):
        message = f"the picture `{ref.target}` leads out of the site’s folder"
        return Diagnostic.of("unsafe-path", span, message, "put it beside the term, or in `static/`")
    message = f"there is no picture `{where}`"
    if where.lower().endswith(".svg"):
        return Diagnostic.of(
            "missing-image",
            span,
            message + " that may be shown",
            "an SVG can hold a script: put it in `static/`, which maintainers watch",
        )
    return Diagnostic.of(
        "missing-image", span, message, "put it beside the term or in `static/`; png, jpg, gif, webp and avif are shown"
    )
