"""One spelling for a word's feminine, plural and compound forms, so that the lexicon needs only one of them."""

_GENDERS = (
    ("trice", "teur"),
    ("ienne", "ien"),
    ("ere", "er"),
    ("euse", "eur"),
    ("eure", "eur"),
    ("elle", "el"),
    ("aine", "ain"),
    ("erin", "er"),
    ("orin", "or"),
    ("ntin", "nt"),
    ("ale", "al"),
    ("ive", "if"),
    ("nte", "nt"),
    ("ora", "or"),
    ("ee", "e"),
)
_SHORTEST = 4


def masculine(word: str) -> str:
    """Give the form the lexicon is folded to; not always a real word, only always the same.

    >>> masculine("directrice"), masculine("financiere"), masculine("leiterin"), masculine("finance")
    ('directeur', 'financier', 'leiter', 'finance')
    """
    for ending, other in _GENDERS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + other
    return word


def singular(word: str) -> str:
    """Drop the mark of the plural.

    >>> singular("achats"), singular("commerciaux"), singular("reseaux"), singular("business"), singular("ops")
    ('achat', 'commercial', 'reseau', 'business', 'ops')
    """
    if len(word) < _SHORTEST:
        return word
    if word.endswith("aux"):
        return word[:-1] if word.endswith("eaux") else word[:-3] + "al"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def compound(word: str, heads: tuple[str, ...]) -> tuple[str, ...]:
    """Cut a German compound before its head.

    >>> compound("vertriebsleiter", ("leiter",)), compound("leiter", ("leiter",))
    (('vertriebs', 'leiter'), ('leiter',))
    """
    for head in heads:
        if word.endswith(head) and len(word) > len(head) + 1:
            return (word[: -len(head)], head)
    return (word,)
