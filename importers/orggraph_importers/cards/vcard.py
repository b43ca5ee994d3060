"""vCards of versions 2.1, 3 and 4: who somebody is at work; nothing of what is private is taken."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Column, Emitted, Entry, Field, ImportContext, Recognised, Table
from orggraph.domain.observations import JsonValue, Observation, ProblemKind, RowProblem, Skipped, Taken
from orggraph.errors import UnreadableFile
from orggraph_importers.cards.lines import Card, Property, cards_of
from orggraph_importers.cells import clean, folded, name_key, says_nothing
from orggraph_importers.contact_lines import Contact, Lines, Say
from orggraph_importers.contacts import checked_email, company_named
from orggraph_importers.naming import display_name, profile_url
from orggraph_importers.profiles import public_profile
from orggraph_importers.reading import LineTooLong, beginning, encoding_of, lines

SOURCE = "cards:vcard"
CONFIDENCE = 0.6
"""An address book is as old as each of its cards."""
BY_NAME = 0.4
"""A manager is but a name, of some day."""
_MARK = re.compile(r"(?:\A|[\r\n])[ \t]*BEGIN:[ \t]*VCARD[ \t]*(?:[\r\n]|\Z)", re.IGNORECASE)
_PROFILES = ("X-SOCIALPROFILE", "SOCIALPROFILE", "X-LINKEDIN", "URL")
_MANAGERS = ("X-MS-MANAGER", "X-MANAGER", "X-EVOLUTION-MANAGER", "X-KADDRESSBOOK-X-MANAGERSNAME")
_RELATED = ("X-ABRELATEDNAMES", "RELATED", "X-EVOLUTION-RELATED")
_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
_PRIVATE = frozenset({"home", "private", "personal"})
_READ = {
    "N": "name", "FN": "name", "ORG": "company", "TITLE": "title", "ROLE": "title", "EMAIL": "email", "UID": "id",
    **dict.fromkeys(_PROFILES, "profile_url"), **dict.fromkeys((*_MANAGERS, *_RELATED), "manager"), **dict.fromkeys((*_KINDS, "X-ABSHOWAS"), "status"),
}  # fmt: skip
_SAYS_NOTHING = frozenset({"VERSION", "PRODID", "REV", "X-ABLABEL"})
_SHOWN = {"email": "EMAIL", "name": "FN"}


@dataclass(frozen=True, slots=True)
class VCard:
    """An address book, or cards of it."""

    name: str = "cards.vcard"
    needs_owner: bool = False
    needs_company: bool = False

    def identify(self, entries: Sequence[Entry]) -> Recognised | None:
        """Claim files in which a card begins."""
        having = [entry for entry in entries if _MARK.search(beginning(entry.content))]
        if not having:
            return None
        cards = (found.card for found in _cards(having) if isinstance(found, _Card))
        try:
            names = dict.fromkeys(name for card in cards for name in card.properties)
        except UnreadableFile:
            names = {}
        columns = tuple(Column(column=name, field=_READ.get(name)) for name in names if name not in _SAYS_NOTHING)
        return Recognised(confidence=1.0, file=having[0].name, columns=columns)

    def parse(self, entries: Sequence[Entry], context: ImportContext) -> Iterator[Emitted]:  # noqa: ARG002 - as all of them
        """Turn each card into a person, their company, and their line to a manager of the same file and company."""
        yield from _AddressBook().emitted(_cards(entries))

    def guide(self) -> tuple[Table, ...]:
        """Describe a card."""
        return (
            Table(
                "cards",
                (
                    Field(("N", "FN"), "the person's name: given and family name, else the name that is shown", needed=True),
                    Field(("ORG",), "the account where they work, and after it their department"),
                    Field(("TITLE", "ROLE"), "the person's title, the first of these that is there"),
                    Field(("EMAIL",), "the person's e-mail address: of type `work` first, then the preferred one; never `home`"),
                    Field(_PROFILES, "who it is on LinkedIn, where it holds `linkedin.com/in/`"),
                    Field((*_MANAGERS, *_RELATED), "the line to the manager: the one of that name in the same company; the last three where their label or type is `manager`"),
                    Field(("UID",), "who it is: the same card again has the same id"),
                    Field((*_KINDS, "X-ABSHOWAS"), "nothing: groups and companies are skipped"),
                ),
            ),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Card:
    """A card, and the file that it is in."""

    file: str
    card: Card


def _cards(entries: Iterable[Entry]) -> Iterator[_Card | Skipped]:
    for entry in entries:
        try:
            for found in cards_of(lines(entry.content, encoding_of(entry.content))):
                yield _Card(entry.name, found) if isinstance(found, Card) else Skipped("outside of a card")
        except LineTooLong as error:
            message = f"{entry.name} has a line of more than a million characters."
            raise UnreadableFile(message, "Export it again, without pictures.") from error


class _AddressBook:
    """The cards of all files, as contacts."""

    def __init__(self) -> None:
        self.places: list[tuple[str, int]] = []
        """Where the card of each contact begins: a contact's line is its place here, from 1."""
        self.contacts: list[Contact] = []

    def emitted(self, cards: Iterable[_Card | Skipped]) -> Iterator[Emitted]:
        """Say who they are, once all are read: an address that several have is nobody's."""
        for card in cards:
            if isinstance(card, Skipped):
                yield card
            else:
                yield from self._read(card)
        yield from self._shared_emails()
        yield from self._people()
        one_each = {contact.key: contact for contact in self.contacts}
        yield from Lines(self, _saying(BY_NAME), one_each.values()).emitted()

    def problem(self, kind: ProblemKind, row: int, column: str | None, message: str, hint: str) -> RowProblem:
        """Make a problem of the card of a contact."""
        file, line = self.places[row - 1]
        shown = _SHOWN.get(column or "", column)
        return RowProblem(file=file, row=line, column=shown, message=message, hint=hint, kind=kind)

    def _read(self, found: _Card) -> Iterator[RowProblem | Skipped]:
        card = found.card
        self.places.append((found.file, card.line))
        place = len(self.places)
        name, company = _name_of(card), [clean(part) for org in card.all("ORG")[:1] for part in org.parts()]
        if card.wrong:
            hint = "Correct it there, or export it again. The card is not taken."
            yield self.problem(ProblemKind.OTHER, place, None, f"The card is broken: {card.wrong}.", hint)
        elif _is_no_person(card) or (company and folded(name) in ("", folded(company[0]))):
            yield Skipped("no person")
        elif says_nothing(name):
            hint = "Fill one in there. The card is not taken."
            yield self.problem(ProblemKind.NO_NAME, place, "name", "The card has no name.", hint)
        else:
            said: dict[str, JsonValue] = {"name": name, **_work_of(card, company)}
            uid = next((clean(one.text()) for one in card.all("UID")), "")
            references = {"manager": manager} if (manager := _manager_of(card)) else {}
            contact = Contact(place, "", name, said, id=uid, references=references)
            yield from checked_email(self, place, _email_of(card), said)
            self.contacts.append(contact)

    def _shared_emails(self) -> Iterator[RowProblem]:
        holders: defaultdict[str, list[Contact]] = defaultdict(list)
        for contact in self.contacts:
            if email := contact.said.get("email"):
                holders[str(email).casefold()].append(contact)
        for email, sharing in holders.items():
            if len({name_key(contact.name) for contact in sharing}) > 1:
                for contact in sharing:
                    del contact.said["email"]
                    message = f"{len(sharing)} cards of different people have the e-mail {email}."
                    hint = "Give each their own. They are taken, without it."
                    yield self.problem(ProblemKind.SHARED_EMAIL, contact.line, "email", message, hint)

    def _people(self) -> Iterator[Emitted]:
        say, stated, seen = _saying(CONFIDENCE), set[str](), set[str]()
        for contact in self.contacts:
            contact.key, contact.id = _key(contact), ""
            if (as_read := f"{contact.key} {contact.said} {contact.references}") in seen:
                yield Skipped("repeated")
                continue
            seen.add(as_read)
            yield Taken("contact")
            yield from company_named(say, contact.said.get("company"), stated)
            yield say(EntityKind.PERSON, contact.key, contact.said)


def _saying(confidence: float) -> Say:
    def say(kind: EntityKind, subject: str, said: Mapping[str, JsonValue]) -> Observation:
        return Observation(kind=kind, subject=subject, said=said, source=SOURCE, confidence=confidence)

    return say


def _key(contact: Contact) -> str:
    """Know somebody by the id of their card, else their address, else their name at their company."""
    email, company = contact.said.get("email"), folded(str(contact.said.get("company") or ""))
    key = contact.id or str(email or "").casefold() or f"{name_key(contact.name)}|{company}"
    return f"vcard:{key.replace('%', '%25').replace('/', '%2F')}"


def _is_no_person(card: Card) -> bool:
    kinds = {clean(one.text()).lower() for one in card.all(*_KINDS)}
    shown_as = {clean(one.text()).lower() for one in card.all("X-ABSHOWAS")}
    return bool(kinds - {"individual"}) or "company" in shown_as


def _name_of(card: Card) -> str:
    for one in card.all("N")[:1]:
        family, given, *_ = (*map(clean, one.parts()), "")
        if family and given and (name := display_name(given, family)):
            return name
    shown = next((clean(one.text()) for one in card.all("FN")), "")
    return shown or " ".join(clean(part) for one in card.all("N")[:1] for part in reversed(one.parts()[:2])).strip()


def _work_of(card: Card, company: Sequence[str]) -> dict[str, JsonValue]:
    department = ", ".join(part for part in company[1:] if part)
    slug = public_profile([clean(one.text()) for one in card.all(*_PROFILES)])
    said = {
        "title": next((clean(one.text()) for one in card.all("TITLE", "ROLE")), ""),
        "company": company[0] if company else "",
        "department": department,
        "profile_url": profile_url(slug) if slug else "",
    }
    return {name: value for name, value in said.items() if not says_nothing(value)}


def _email_of(card: Card) -> str:
    uses = [(one, card.uses_of(one)) for one in card.all("EMAIL")]
    at_work = [("work" in use, _is_preferred(one), one) for one, use in uses if not use & _PRIVATE]
    best = max(at_work, key=lambda one: one[:2], default=None)
    return clean(best[2].text()).removeprefix("mailto:") if best else ""


def _is_preferred(one: Property) -> bool:
    return "pref" in one.types or "1" in one.parameters.get("PREF", ())


def _manager_of(card: Card) -> str:
    related = (one for one in card.all(*_RELATED) if "manager" in card.uses_of(one))
    found = (clean(one.text()).removeprefix("mailto:") for one in (*card.all(*_MANAGERS), *related))
    return next(found, "")


IMPORTER = VCard()
