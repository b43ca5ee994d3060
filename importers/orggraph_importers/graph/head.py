"""What stands on a graph of our own export itself, joining nobody to anybody: organisations, deals, and what was seen of them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from orggraph.domain.attributes import Said, listed
from orggraph.domain.graph_words import OTHER, OURS
from orggraph.domain.interchange import AccountPart, DealPart, EscalationPart, RelationKind, RelationPart, SignalPart
from orggraph.domain.observations import Skipped
from orggraph.errors import InvalidInput
from orggraph_importers.graph.attributed import Graph

TIMES: Mapping[str, str] = {"valid_from": "since", "valid_until": "until"}
NO_PLACE = Skipped("at an organisation that the file does not name")
NOBODY = Skipped("of somebody who was not taken")
_NO_DEAL = Skipped("of a deal that the file does not have")
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Organisations:
    """Theirs, and ours where the file names it."""

    theirs: AccountPart
    ours: AccountPart | None

    @property
    def all(self) -> tuple[AccountPart, ...]:
        """Both."""
        return tuple(one for one in (self.theirs, self.ours) if one)

    def has(self, account: object) -> bool:
        """Tell whether an id is that of one of them."""
        return any(one.id == account for one in self.all)

    def of(self, said: Mapping[str, Any]) -> str | None:
        """Give the one at which a node stands; None for a third, which the file does not name."""
        side = said.get("side")
        if side == OURS:
            return self.ours.id if self.ours else None
        if side != OTHER:
            return self.theirs.id
        return str(said["account"]) if self.has(said.get("account")) else None


def organisations(graph: Graph, company: str | None) -> Organisations:
    """Give the organisations of a graph; `company` is what the user calls theirs, where the file does not say."""
    theirs = _organisation(graph, "account", is_ours=False)
    if theirs is None:
        if not company:
            message = f"{graph.file} does not say which organisation it describes."
            raise InvalidInput(message, "Name it with --account NAME.")
        theirs = AccountPart(id=company, name=company)
    return Organisations(theirs, _organisation(graph, "ours", is_ours=True))


def _organisation(graph: Graph, name: str, *, is_ours: bool) -> AccountPart | None:
    said = graph.head.get(name)
    if isinstance(said, str) and said and not said.lstrip().startswith(("{", "[")):
        said = {"name": said, "id": said}
    found = _records(graph, name, said)
    return _made(graph, found[0], AccountPart, {"is_ours": is_ours}) if found else None


def tops(graph: Graph, seat_of: Mapping[str, str], accounts: Organisations) -> Iterator[RelationPart | Skipped]:
    """Give what it says of who stands at the top."""
    for said in _records(graph, "tops"):
        report = str(said.values.get("report_id", ""))
        seat = seat_of.get(report, report)
        account = said.values.get("account_id")
        if seat not in seat_of.values():
            yield NOBODY
        elif account is not None and not accounts.has(account):
            yield NO_PLACE
        else:
            own = Said(said.where, said.values, TIMES)
            yield _made(graph, own, RelationPart, {"kind": RelationKind.SOLID}, id=None, from_id=seat, to_id=None)


def deals(graph: Graph, people: Collection[str], account: str) -> dict[str, DealPart]:
    """Give the deals that it lists."""
    found = {}
    for said in _records(graph, "deals"):
        deal = _made(graph, said, DealPart, {"name": said.values.get("id"), "account_id": account})
        owner, contact = (one if one in people else None for one in (deal.owner_id, deal.usual_contact_id))
        found[deal.id] = replace(deal, owner_id=owner, usual_contact_id=contact)
    return found


def signals(graph: Graph, people: Collection[str], known: Collection[str]) -> Iterator[SignalPart | Skipped]:
    """Give what was seen of the deals that are known."""
    for said in _records(graph, "signals"):
        signal = _made(graph, said, SignalPart, _only(known))
        who = signal.person_id if signal.person_id in people else None
        yield replace(signal, person_id=who) if signal.deal_id in known else _NO_DEAL


def escalations(graph: Graph, people: Collection[str], known: Collection[str]) -> Iterator[EscalationPart | Skipped]:
    """Give the calls for the deals that are known."""
    for said in _records(graph, "escalations"):
        call = _made(graph, said, EscalationPart, _only(known))
        if call.deal_id not in known:
            yield _NO_DEAL
        else:
            yield call if call.caller_id in people and call.target_id in people else NOBODY


def _only(deals: Collection[str]) -> dict[str, str]:
    return {"deal_id": next(iter(deals))} if len(deals) == 1 else {}


def _records(graph: Graph, name: str, said: Any = None) -> list[Said]:
    """Give what stands under a name."""
    try:
        return listed(name, said if said is not None else graph.head.get(name) or None)
    except InvalidInput as error:
        raise InvalidInput(f"{graph.file}: {error.message}", error.hint) from error


def _made(graph: Graph, said: Said, part: type[Part], usual: Mapping[str, Any], /, **given: Any) -> Part:
    """Make a part of a record, which is right as a whole or refused with the file."""
    try:
        return said.make(part, usual, **given)
    except InvalidInput as error:
        raise InvalidInput(f"{graph.file}: {error.message}", error.hint) from error
