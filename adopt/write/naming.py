"""Names of files that exist in several languages."""

from __future__ import annotations


def in_language(name: str, language: str, languages: tuple[str, ...] = ()) -> str:
    """A file's name with its language, ``recommendations.zh.xlsx``; of the first of ``languages`` it stays as it is."""
    if languages and language == languages[0]:
        return name
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{language}{dot}{suffix}"
