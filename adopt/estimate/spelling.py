"""Words as the text model compares them, whatever the language: endings and marks folded, compounds taken apart.

Nothing of this decides what a negative blocks (`adopt.estimate.text.folded`): it lets terms learn from each other, and a
brand protect what is typed without its accents.
"""

from __future__ import annotations

import polars as pl

_SHORTEST, _REST = 4, 3
_LETTERS = r"^\p{L}+$"
# Accents of Latin letters, vowel signs, hamza and stretching of Arabic ones; not the voicing marks of kana.
_MARKS = r"[\u0300-\u036f\u0640\u064b-\u0655\u0670]"
_FOLDS = (
    ("ة\\b", "ه"),
    ("ى\\b", "ي"),
    (r"\bو?ال(\p{L}{3,})", "${1}"),  # the article, and "and" before it
    (r"([\p{Latin}]{3,})s\b", "${1}"),  # plurals of English, Spanish, French, Portuguese, Dutch
)


def one_spelling(text: pl.Expr) -> pl.Expr:
    """Lower case, one width, no accents, no Arabic article, no plural s."""
    plain = without_marks(text.str.to_lowercase())
    for pattern, instead in _FOLDS:
        plain = plain.str.replace_all(pattern, instead)
    return plain


def without_marks(text: pl.Expr) -> pl.Expr:
    """One width of letters, and none with an accent."""
    return text.str.normalize("NFKD").str.replace_all(_MARKS, "").str.normalize("NFC")


def parts_of_compounds(words: pl.Series) -> pl.DataFrame:
    """Beginnings and ends of words that the account also has as words of their own: "pfanne" of "edelstahlpfanne".

    Parts have at least four letters, and leave at least three. No dictionary is needed, nor a language known.

    Args:
        words: named ``word``.

    Returns:
        word, part: distinct; words without such parts are left out.
    """
    known = words.unique().to_frame().filter(pl.col("word").str.contains(_LETTERS))
    known = known.with_columns(letters=pl.col("word").str.len_chars()).filter(pl.col("letters") >= _SHORTEST)
    longest = known["letters"].max()
    sizes = range(_SHORTEST, longest - _REST + 1 if isinstance(longest, int) else 0)
    found = [_of_size(known, size) for size in sizes]
    nothing = pl.DataFrame(schema={"word": pl.String, "part": pl.String})
    return pl.concat([nothing, *found]).unique()


def _of_size(known: pl.DataFrame, size: int) -> pl.DataFrame:
    long = known.filter(pl.col("letters") >= size + _REST)
    short = known.filter(letters=size).select(part="word")
    word = pl.col("word")
    both = pl.concat([long.select("word", part=end) for end in (word.str.head(size), word.str.tail(size))])
    return both.join(short, on="part", how="semi")
