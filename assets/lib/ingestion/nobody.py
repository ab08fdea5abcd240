"""The words by which tools say that nobody is meant: they name neither a person nor an agent."""

from __future__ import annotations

import unicodedata

import polars as pl

from assets.lib.stream import Stream

NOBODY = {
    "en": "unassigned|not assigned|no assignee|no owner|none|nobody|no one|unknown|null|nil|n/a|na"
    "|n.a|tbd|not set|no value",
    "de": "nicht zugewiesen|nicht zugeordnet|niemand|kein bearbeiter|keine|keiner|unbekannt"
    "|kein eigentümer|kein zuständiger mitarbeiter",
    "fr": "non assigné|non assignée|non attribué|non attribuée|aucun|aucune|personne|inconnu"
    "|aucun propriétaire|sans propriétaire",
    "es": "sin asignar|no asignado|no asignada|ninguno|ninguna|nadie|sin propietario|desconocido",
    "it": "non assegnato|non assegnata|nessuno|nessun proprietario|sconosciuto",
    "pt": "não atribuído|não atribuída|não designado|sem responsável|sem proprietário|nenhum"
    "|ninguém|sem atribuição",
    "nl": "niet toegewezen|geen|niemand|geen eigenaar|onbekend",
    "pl": "nieprzypisane|nieprzypisany|brak|nie przypisano",
    "sv": "ej tilldelad|otilldelad|ingen",
    "da": "ikke tildelt",
    "nb": "ikke tilordnet",
    "fi": "määrittämätön|ei määritetty|ei kukaan",
    "cs": "nepřiřazeno",
    "ru": "не назначен|не назначено",
    "ja": "未割り当て|担当者なし",
    "zh": "未分配|未指派",
}
"""In lower case; brackets around a word and dots behind it make no difference."""

_COMPOSED = sorted({word for words in NOBODY.values() for word in words.split("|")})
# Composing the accents of every name would take longer than all the rest.
_WORDS = [*_COMPOSED, *(unicodedata.normalize("NFD", word) for word in _COMPOSED)]
_NO_LETTER = r"^[^\p{L}\p{N}]*$"
_AROUND = "()[]{}<>\"'. \t\u00a0"
_KIND_OF = {"assignee": "assignee_type"}
"""What is assigned to nobody is done by no kind of person either; a review has been made."""


def someone(name: pl.Expr) -> pl.Expr:
    """Return a name, or null where it says that nobody is meant."""
    return pl.when(~_is_nobody(name)).then(name)


def without_nobody(frame: pl.DataFrame, stream: Stream) -> pl.DataFrame:
    """Return the frame with null for nobody in every column that names people or agents."""
    named = [
        column.name
        for column in stream.columns
        if (column.identity or column.personal or column.name == "agent")
        and frame.schema.get(column.name) == pl.String
    ]
    kinds = [
        pl.when(~_is_nobody(pl.col(name)).fill_null(value=False)).then(pl.col(kind)).alias(kind)
        for name, kind in _KIND_OF.items()
        if name in named and kind in frame.columns
    ]
    return frame.with_columns(*(someone(pl.col(name)).alias(name) for name in named), *kinds)


def _is_nobody(name: pl.Expr) -> pl.Expr:
    word = name.str.to_lowercase().str.strip_chars(_AROUND)
    return word.is_in(_WORDS) | word.str.contains(_NO_LETTER)
