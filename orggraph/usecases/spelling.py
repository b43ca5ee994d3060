"""Names as clients write them."""


def sent_as(name: str) -> str:
    """Give a field's name as a client writes it.

    >>> sent_as("client_stakes")
    'clientStakes'
    """
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
