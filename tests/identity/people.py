"""Invented people whom two sources know, with what sources do to names; who is who is known.

Of some 2,500 rows of each source 1,000 are the same people. The noise is what files really have: accents lost, capitals, nicknames, names swapped,
slips of the pen, legal forms, employers of last year, homonyms in one firm, and couples such as Paul and Paule Martin. Where it is to be
harder, also names after a marriage, initials, a second domain of the firm, and addresses that say nothing of an employer.
"""

import random
import unicodedata
from dataclasses import dataclass, field

FIRST = [
    "Ana",
    "Élise",
    "Jean",
    "Jeanne",
    "Paul",
    "Paule",
    "Zoë",
    "Björn",
    "Noël",
    "Noëlle",
    "François",
    "Françoise",
    "Stéphane",
    "Stéphanie",
    "Michel",
    "Michèle",
    "Günter",
    "Łukasz",
    "Nadia",
    "Omar",
    "Priya",
    "Wei",
    "Kenji",
    "Aïcha",
    "Thomas",
    "Katharina",
    "Robert",
    "William",
    "Elizabeth",
    "Margaret",
    "Christophe",
    "Hélène",
    "Inès",
    "Loïc",
    "Maëlle",
    "Thibault",
    "Benoît",
    "Chloé",
    "Raphaël",
    "Anaïs",
    "Gaëlle",
    "Jérôme",
    "Agnès",
    "René",
    "Renée",
    "André",
    "Andrée",
    "Pascal",
    "Pascale",
    "Dominique",
    "Camille",
    "Sacha",
    "Mikael",
    "Sören",
    "Jürgen",
]
LAST = [
    "Durand",
    "Martin",
    "Lefèvre",
    "Garçon",
    "Müller",
    "Schröder",
    "Nowak",
    "Wójcik",
    "García",
    "Fernández",
    "Rossi",
    "Bianchi",
    "Dubois",
    "Moreau",
    "Laurent",
    "Simon",
    "Michel",
    "Leroy",
    "Roux",
    "Fournier",
    "Girard",
    "Bonnet",
    "Lambert",
    "Fontaine",
    "Rousseau",
    "Vincent",
    "Muller",
    "Faure",
    "Mercier",
    "Blanc",
    "Guérin",
    "Boyer",
    "Garnier",
    "Chevalier",
    "François",
    "Legrand",
    "Gauthier",
    "Perrin",
    "Robin",
    "Clément",
    "Morin",
    "Nicolas",
    "Henry",
    "Roussel",
    "Mathieu",
    "Gautier",
    "Masson",
    "Marchand",
    "Duval",
    "Denis",
    "Dumont",
    "Marie",
    "Lemaire",
    "Noël",
    "Meyer",
    "Dufour",
    "Meunier",
    "Brun",
    "Blanchard",
    "Giraud",
    "Joly",
    "Rivière",
    "Lucas",
    "Brunet",
    "Gaillard",
    "Barbier",
    "Arnaud",
    "Martinez",
    "Gérard",
    "Roche",
    "Renard",
]
NICKNAMES = {
    "Robert": "Bob",
    "William": "Bill",
    "Elizabeth": "Liz",
    "Margaret": "Maggie",
    "Thomas": "Tom",
    "Katharina": "Katja",
}
FIRM_WORDS = [
    "Alpine",
    "Boréal",
    "Candela",
    "Dravid",
    "Exemplis",
    "Fluvial",
    "Garonne",
    "Helios",
    "Indigo",
    "Jovian",
    "Kestrel",
    "Lumen",
    "Mistral",
    "Novalis",
    "Opaline",
]
FIRM_KINDS = [
    "Industries",
    "Logistics",
    "Systems",
    "Énergie",
    "Conseil",
    "Software",
    "Pharma",
    "Textiles",
    "Foods",
    "Motors",
]
TITLES = [
    f"{rank} {work}"
    for rank in ("Buyer", "Director", "Head", "Manager")
    for work in ("IT", "Plants", "Sales", "Legal", "Finance")
]
LEGAL = ("", " SAS", " S.A.S.", " GmbH", " Ltd", " SA", ", Inc.", " SARL")


@dataclass(frozen=True)
class Someone:
    """A person as they are."""

    number: int
    first: str
    last: str
    firm: str

    @property
    def slug(self):
        return f"{plain(self.first)}-{plain(self.last)}-{self.number:04d}".lower().replace(" ", "-")

    @property
    def email(self):
        return (
            f"{plain(self.first)}.{plain(self.last)}{self.number}@{plain(self.firm).replace(' ', '')}.example".lower()
        )


@dataclass
class Known:
    """Two tables, and which row of the one is which of the other, by slug and id."""

    connections: list[list[str]] = field(default_factory=list)
    contacts: list[list[str]] = field(default_factory=list)
    pairs: set[tuple[str, str]] = field(default_factory=set)


def plain(text):
    """Lose the accents."""
    letters = text.translate(str.maketrans("øłđœæ", "oldoa"))
    return "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))


def people_known_twice(seed, rows=2_500, same=1_000, *, harder=False):
    """Give the two tables."""
    rng = random.Random(seed)  # noqa: S311 - invented people
    firms = [f"{word} {kind}" for word in FIRM_WORDS for kind in FIRM_KINDS]
    everyone = [Someone(n, rng.choice(FIRST), _surname(rng), rng.choice(firms)) for n in range(2 * rows - same)]
    # couples of names, and homonyms, in one firm
    for n in range(0, same, 50):
        one = everyone[n]
        everyone[n] = Someone(n, "Paul", one.last, one.firm)
        everyone[same + n] = Someone(same + n, "Paule", one.last, one.firm)
        everyone[same + n + 1] = Someone(
            same + n + 1, everyone[n + 1].first, everyone[n + 1].last, everyone[n + 1].firm
        )
    found = Known()
    both, ours, theirs = everyone[:same], everyone[same:rows], everyone[rows:]
    for someone in (*both, *ours):
        found.connections.append(_connection(rng, someone))
    for someone in (*both, *theirs):
        found.contacts.append(_contact(rng, someone, firms, is_shared=someone.number < same))
        if someone.number < same:
            found.pairs.add((someone.slug, str(10_000 + someone.number)))
    if harder:
        _make_harder(rng, found)
    rng.shuffle(found.connections)
    rng.shuffle(found.contacts)
    return found


def _surname(rng):
    """Give one name, or two: there are more names than people, and homonyms in one firm are those that are meant."""
    one, other = rng.sample(LAST, 2)
    return f"{one}-{other}" if rng.random() < 0.9 else one


def _connection(rng, someone):
    email = someone.email if rng.random() < 0.35 else ""
    firm = someone.firm + rng.choice(LEGAL)
    url = f"https://www.linkedin.com/in/{someone.slug}"
    return [someone.first, someone.last, url, email, firm, "Buyer", "05 Mar 2024"]


def _contact(rng, someone, firms, *, is_shared):
    first, last = someone.first, someone.last
    if rng.random() < 0.3:
        first, last = plain(first), plain(last)
    if rng.random() < 0.2:
        last = last.upper()
    if rng.random() < 0.15:
        first = NICKNAMES.get(first, first)
    if rng.random() < 0.04:
        first, last = last, first
    if rng.random() < 0.03:
        last = _slip(rng, last)
    stale = is_shared and rng.random() < 0.12
    firm = (rng.choice(firms) if stale else someone.firm) + rng.choice(LEGAL)
    email = someone.email if rng.random() < 0.8 else ""
    return [str(10_000 + someone.number), first, last, email, "Buyer", firm, "lead"]


def _make_harder(rng, found):
    """Let some of those who are known twice stand in the second table as after a marriage, with an initial, or with another address."""
    connections = {row[2].rpartition("/")[2]: row for row in found.connections}
    contacts = {row[0]: row for row in found.contacts}
    for slug, number in sorted(found.pairs):
        connection, contact = connections[slug], contacts[number]
        connection[5] = contact[4] = rng.choice(TITLES)
        change = rng.random()
        if change < 0.03:
            contact[2] = rng.choice(LAST)
        elif change < 0.06:
            contact[1] = f"{contact[1][0]}."
        elif change < 0.09 and contact[3]:
            contact[3] = contact[3].replace(".example", "-group.example")
        elif change < 0.12:
            contact[3] = f"{plain(contact[1])}.{number}@gmail.com".lower()


def _slip(rng, word):
    place = rng.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
