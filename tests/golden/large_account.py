"""Fills an account up with people around those of a story; the same seed gives the same people."""

from random import Random

SEED = 2026
_FIRST = ("Adèle", "Bastien", "Doriane", "Enzo", "Gaëlle", "Hakim", "Irina", "Malo", "Nolwenn", "Pascal")
_STEMS = (
    "Abel",
    "Bourd",
    "Cast",
    "Domin",
    "Escof",
    "Font",
    "Grang",
    "Haut",
    "Jarr",
    "Lafarg",
    "Malz",
    "Nog",
    "Peyr",
    "Rig",
)
_ENDINGS = (
    "elas",
    "eran",
    "oncel",
    "fred",
    "anel",
    "eon",
    "ebois",
    "ette",
    "ieu",
    "aret",
    "onnet",
    "audon",
    "ier",
    "ac",
    "in",
)
_TRADES = ("production", "qualité", "logistique", "achats", "marketing", "commercial", "ressources humaines", "finance")
_TITLES = ("Directeur {}", "Responsable {}", "Chargé de mission {}")
_SPAN = 12
_DEPTH = len(_TITLES)


def filled(document: dict, account_id: str, size: int, seed: int = SEED) -> dict:
    """Give a document whose account has so many people: departments of twelve under the head, then under each of them."""
    random = Random(seed)  # noqa: S311
    own = [person for person in document["people"] if person["account_id"] == account_id]
    (head,) = (r["from_id"] for r in document["relations"] if r["kind"] == "SOLID" and "to_id" in r and not r["to_id"])
    names = [f"{first} {stem}{ending}" for first in _FIRST for stem in _STEMS for ending in _ENDINGS]
    random.shuffle(names)
    people, relations = [], []
    places = [(head, 0, "")]
    while len(own) + len(people) < size:
        above, depth, trade = places.pop(0)
        for number in range(_SPAN):
            trade_here = trade or _TRADES[number % len(_TRADES)]
            person = {
                "id": f"filler-{len(people):04}",
                "name": names[len(people)],
                "account_id": account_id,
                "title": _TITLES[min(depth, _DEPTH - 1)].format(trade_here),
            }
            people.append(person)
            relations.append({"kind": "SOLID", "from_id": person["id"], "to_id": above})
            places.append((person["id"], depth + 1, trade_here))
    surplus = len(own) + len(people) - size
    people, relations = people[: len(people) - surplus], relations[: len(relations) - surplus]
    relations += _noise(random, [person["id"] for person in people], document)
    return {
        **document,
        "people": [*document["people"], *people],
        "relations": [*document["relations"], *relations],
    }


def _noise(random: Random, strangers: list[str], document: dict) -> list[dict]:
    """Join strangers to the deal by advice, rivalry and acquaintance, as a real map would."""
    ours = {account["id"] for account in document["accounts"] if account.get("is_ours")}
    colleagues = [person["id"] for person in document["people"] if person["account_id"] in ours]
    found = []
    for kind, count, weight in (("ADVICE", 200, 0.3), ("TRUST", 200, 0.3), ("CONFLICT", 60, 0.4)):
        pairs = (random.sample(strangers, 2) for _ in range(count))
        found += [{"kind": kind, "from_id": one, "to_id": other, "weight": weight} for one, other in pairs]
    found += [{"kind": "DOTTED", "from_id": a, "to_id": b} for a, b in (random.sample(strangers, 2) for _ in range(80))]
    met = [
        {
            "kind": "TIE",
            "from_id": random.choice(colleagues),
            "to_id": stranger,
            "direction": "MUTUAL",
            "connected_on": f"{random.randint(2012, 2025)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
        }
        for stranger in random.sample(strangers, 150)
    ]
    return [*found, *met]
