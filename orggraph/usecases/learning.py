"""What the ledger of calls teaches: how good forecasts were, and intercepts refitted on request, which can be taken back."""

from datetime import date

from orggraph.analysis.learning import calibration, judged, refit
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.ids import EntityKind
from orggraph.domain.learning import LEARNT, Calibration, Judged, Refit
from orggraph.domain.observations import JsonValue, Observation
from orggraph.domain.viewer import Permission, Viewer, require
from orggraph.errors import ConflictError
from orggraph.resolve.identity import OURS
from orggraph.stores.base import Reader, Store
from orggraph.usecases.editing import Edit, apply_edit


def how_good(store: Store, viewer: Viewer, until: date, since: date | None = None) -> Calibration:
    """Tell how good the forecasts of calls were, as far as the viewer sees them."""
    require(viewer, Permission.OPINION_READ)
    with store.reading(viewer) as reader:
        return calibration(_outcomes(reader, until, since))


def propose_refit(store: Store, viewer: Viewer, until: date) -> Refit:
    """Tell what outcomes say of the intercepts; changes nothing."""
    require(viewer, Permission.OPINION_READ)
    with store.reading(viewer) as reader:
        return _refit(reader, until)


def apply_refit(store: Store, edit: Edit) -> Refit:
    """Take the refitted intercepts for all answers from now on."""
    require(edit.viewer, Permission.ASSUMPTIONS_WRITE)
    found: list[Refit] = []

    def build(reader: Reader) -> list[Observation]:
        fitted = _refit(reader, edit.now.date())
        found.append(fitted)
        return [_said({change.assumption: change.after for change in fitted.changes})]

    apply_edit(store, edit, build)
    return found[-1] if found else propose_refit(store, edit.viewer, edit.now.date())


def take_refit_back(store: Store, edit: Edit) -> None:
    """Go back to the defaults of the intercepts."""
    require(edit.viewer, Permission.ASSUMPTIONS_WRITE)

    def build(reader: Reader) -> list[Observation]:
        facts = reader.facts(None, edit.now.date())
        if facts is None or all(getattr(facts.account, name) is None for name in LEARNT):
            raise ConflictError("No refit is in force.", "There is nothing to take back.")
        return [_said(dict.fromkeys(LEARNT))]

    apply_edit(store, edit, build)


def _refit(reader: Reader, until: date) -> Refit:
    facts = reader.facts(None, until)
    assumptions = Assumptions().learnt(facts.account if facts else None)
    return refit(_outcomes(reader, until, None), assumptions)


def _outcomes(reader: Reader, until: date, since: date | None) -> tuple[Judged, ...]:
    facts = reader.facts(None, until)
    return judged(facts.escalations, until, since) if facts else ()


def _said(values: dict[str, JsonValue] | dict[str, float] | dict[str, None]) -> Observation:
    said: dict[str, JsonValue] = {**values, "is_ours": True}
    return Observation(kind=EntityKind.ACCOUNT, subject=OURS, said=said, source="")
