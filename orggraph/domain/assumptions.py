"""Every expert constant of the analysis: its unit, range, default and reason. Judgement, not data; any may be overridden."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from orggraph.domain.learning import LEARNT
from orggraph.domain.people import Account
from orggraph.errors import InvalidInput

_PATH = ("options", "assumptions")


def _expert(default: float, low: float, high: float, unit: str, reason: str) -> Any:
    return field(
        default=default,
        metadata={"default": float(default), "low": float(low), "high": float(high), "unit": unit, "reason": reason},
    )


@dataclass(frozen=True, slots=True)
class Assumption:
    """One constant, for whoever wants to know or to override it."""

    name: str
    unit: str
    low: float
    high: float
    default: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """The constants one answer rests on.

    >>> Assumptions().overridden({"warmth_floor": 0.2}).warmth_floor
    0.2
    """

    # ties
    tie_connection: float = _expert(0.3, 0, 1, "share", "a contact on a network proves that they met, hardly more")
    tie_connection_recent: float = _expert(0.15, 0, 1, "share of the rest", "who connected lately remembers why")
    tie_connection_half_life: float = _expert(730, 90, 3650, "days", "what an added contact recalls fades over years")
    tie_last_contact: float = _expert(0.35, 0, 1, "share of the rest", "people who spoke lately will speak again")
    tie_last_contact_half_life: float = _expert(180, 30, 1095, "days", "half a year of silence cools a tie by half")
    tie_exchanges: float = _expert(0.3, 0, 1, "share of the rest", "who keeps answering will answer again")
    tie_exchanges_half: float = _expert(
        8, 1, 100, "messages", "the first answers tell most: so many are half the proof"
    )
    tie_vouched: float = _expert(0.2, 0, 1, "share of the rest", "a good word in public is not given to a stranger")
    tie_former_colleagues: float = _expert(
        0.15, 0, 1, "share of the rest", "years in one firm, though perhaps not side by side"
    )
    tie_memory_half_life: float = _expert(
        1460, 365, 7300, "days", "what people did for each other is remembered for years"
    )
    tie_colleagues: float = _expert(0.8, 0, 1, "share", "within our firm anyone can ask anyone for an introduction")
    hop_discount: float = _expert(0.6, 0.1, 1, "factor per hop after the first", "trust does not travel far")
    # counterparts
    weight_rank: float = _expert(0.3, 0, 1, "exponent", "executives talk to their own rank")
    weight_function: float = _expert(0.2, 0, 1, "exponent", "the same trade helps, less than knowing each other")
    weight_warmth: float = _expert(0.5, 0, 1, "exponent", "a call that is expected is taken")
    warmth_floor: float = _expert(0.15, 0.01, 0.5, "share", "a cold call between executives is not hopeless")
    warmth_introduced: float = _expert(
        0.35, 0.05, 1, "share", "introduced by somebody they trust: a colleague's good word, one hop further"
    )
    rank_per_tenfold: float = _expert(
        0.67, 0, 2, "ranks per tenfold size", "a director of 50,000 people matches the head of 50"
    )
    reference_employees: float = _expert(500, 1, 100_000, "people", "taken when a company's size is unknown")
    owner_is_head: float = _expert(
        250, 0, 10_000, "people", "in a smaller firm who owns it and who runs it talk as equals, and are often one"
    )
    rank_parity_unknown: float = _expert(0.5, 0.05, 1, "share", "an unread rank counts as one rank apart")
    function_general_management: float = _expert(0.8, 0.05, 1, "share", "general management talks to any function")
    function_neighbours: float = _expert(0.5, 0.05, 1, "share", "functions that work together share some words")
    function_apart: float = _expert(0.2, 0.05, 1, "share", "no common trade")
    function_unknown: float = _expert(
        0.35, 0.05, 1, "share", "unknown is not a no: between neighbours and strangers, never as good as known"
    )
    freshness_drop: float = _expert(0.5, 0, 0.9, "share", "a call made today halves the weight of the next")
    freshness_half_life: float = _expert(60, 30, 180, "days", "a call wears out, and is forgotten in months")
    # diagnosis
    signal_half_life: float = _expert(90, 15, 365, "days", "what was seen a quarter ago says half as much")
    signal_repeat: float = _expert(0.5, 0, 1, "factor per repeat", "twenty unanswered mails say no more than two")
    pressure_window: float = _expert(60, 14, 180, "days", "how far back reminders and discounts are felt as pressure")
    pressure_limit: float = _expert(3, 1, 20, "reminders and discounts", "from the third on it is felt as pressure")
    # gate
    stated_strength: float = _expert(0.5, 0.1, 1, "strength", "a signal at least this strong is taken as a statement")
    cause_stated: float = _expert(
        0.9,
        0.6,
        0.99,
        "probability",
        "a freeze that nobody lifted is in force; one in ten is a pretext, or over unsaid",
    )
    cause_fails: float = _expert(0.6, 0.5, 0.95, "probability", "a real cause this likely forbids a call")
    cause_passes: float = _expert(0.2, 0.05, 0.4, "probability", "a real cause this unlikely is set aside")
    organisational_passes: float = _expert(
        0.6, 0.5, 0.95, "probability", "organisational friction is the likely reason"
    )
    organisational_fails: float = _expert(0.35, 0.05, 0.5, "probability", "something else is the likely reason")
    unanswered_follow_ups: float = _expert(3, 1, 10, "follow-ups", "after three without a reply the contact is silent")
    overuse_window: float = _expert(90, 30, 365, "days", "how long a call is counted")
    overuse_caller: float = _expert(3, 1, 10, "calls", "one executive who calls everywhere is no longer heard")
    overuse_account: float = _expert(2, 1, 10, "calls", "a client called twice in a quarter has heard enough")
    overuse_target: float = _expert(1, 1, 10, "calls", "the same person is called once a quarter")
    overuse_owner: float = _expert(
        4, 1, 20, "calls", "a rep who asks for a call on every deal spends everybody's credit"
    )
    target_decision_share: float = _expert(0.5, 0.1, 1, "share", "who holds half of the decision has a say in it")
    caller_fit: float = _expert(0.35, 0.1, 0.9, "fit", "below it the caller is no counterpart")
    caller_rank_parity: float = _expert(0.5, 0.1, 1, "share", "one rank apart at most")
    disavowal_limit: float = _expert(0.25, 0.1, 0.5, "probability", "beyond it, prepare the contact first")
    # who influences whom
    influence_manager: float = _expert(0.5, 0.3, 0.8, "weight", "authority leads")
    influence_report: float = _expert(0.25, 0.1, 0.4, "weight", "at .15 an N+1 could carry nothing up")
    influence_dotted: float = _expert(0.25, 0.1, 0.5, "weight", "a functional manager is heard half as much")
    influence_adviser: float = _expert(0.4, 0.1, 0.5, "weight", "an assistant or adviser has the manager's ear")
    influence_peer: float = _expert(0.1, 0, 0.2, "weight", "colleagues under one manager hear each other")
    influence_peer_budget: float = _expert(0.3, 0, 0.6, "weight in all", "bounded, for wide spans")
    influence_peer_group: float = _expert(
        40, 2, 100, "people", "among more reports of one manager nobody is a close peer"
    )
    influence_conflict: float = _expert(0.5, 0, 1, "factor", "a rival's opinion rarely backfires whole")
    susceptibility_scale: float = _expert(0.4, 0.2, 1, "weight", "about half open at middling conviction, as measured")
    conviction: float = _expert(0.5, 0, 1, "share", "groups do not converge: half of a view is one's own")
    conviction_no_view: float = _expert(0.15, 0, 1, "share", "who has no view of their own follows more")
    conviction_rest: float = _expert(
        0.3, 0, 1, "share", "who is not in the deal has hardly a view of it, and passes on"
    )
    # what is not known
    stance_spread: float = _expert(0.6, 0.3, 1, "stance", "how far a stance of no confidence may be off")
    stance_half_life: float = _expert(180, 60, 720, "days", "a stance of half a year ago is half as sure")
    stance_unknown: float = _expert(0.8, 0.4, 1, "stance", "an unknown stance may be nearly anything")
    stance_past: float = _expert(0.6, 0, 0.9, "share", "how much positions on other deals narrow an unknown stance")
    salience_spread: float = _expert(0.3, 0, 0.5, "salience", "how far a salience of no confidence may be off")
    salience_unasked: float = _expert(0.2, 0.05, 0.4, "salience", "who was not asked is mildly indifferent")
    salience_unasked_spread: float = _expert(0.15, 0, 0.2, "salience", "and not much more or less than that")
    # will the deal move
    rule_softness: float = _expert(0.08, 0.03, 0.15, "push", "what the map does not know; stalled .01-.15, healthy .87")
    rule_intercept: float = _expert(
        0, -3, 3, "log-odds", "nothing is added until outcomes show that the chance is told too high or too low"
    )
    threshold_buyer: float = _expert(0.25, 0.1, 0.5, "push", "a buyer signs what they want and care for")
    threshold_consensus: float = _expert(0.08, 0, 0.3, "push", "each function can live with it")
    threshold_majority: float = _expert(0.5, 0.5, 0.8, "share", "more weight for than not")
    threshold_vote: float = _expert(
        0.17,
        0.1,
        0.5,
        "push",
        "from here on somebody counts as for it: a vote is more than living with it, less than signing",
    )
    threshold_veto: float = _expert(0.15, 0.05, 0.4, "push against", "an indifferent opponent does not veto")
    real_cause_stays: float = _expert(0.8, 0.5, 1, "share", "a real cause mostly stays, whoever calls")
    timid_voice: float = _expert(0.7, 0, 0.9, "share", "a timid champion speaks at a third")
    # what a call does
    call_stance: float = _expert(0.6, 0, 1, "stance", "how far a perfect call moves an open mind")
    call_stance_most: float = _expert(0.5, 0, 0.5, "stance", "no call turns anybody round")
    call_salience: float = _expert(0.6, 0, 1, "share of the rest", "an executive's call is remembered")
    call_visibility: float = _expert(1.0, 0, 2, "factor", "the project becomes visible as the boss's own")
    call_fading: float = _expert(0.7, 0.4, 1, "factor per level", "the word fades on its way down")
    call_arbitration: float = _expert(0.8, 0, 1, "share", "who was called can settle it")
    call_voice: float = _expert(0.5, 0, 1, "share of the rest", "a contact who was told first speaks up")
    call_depth: float = _expert(3, 1, 5, "levels", "deeper down, nobody hears of the call")
    # alternatives
    follow_up_salience: float = _expert(
        0.06, 0, 0.2, "salience", "the first reminder reminds, each further one half of it"
    )
    follow_up_stance: float = _expert(0.04, 0, 0.2, "stance per reminder", "reminders annoy")
    discount_relief: float = _expert(0.7, 0.3, 1, "factor", "a discount eases budget and price, not politics")
    discount_stance: float = _expert(0.05, 0, 0.2, "stance per discount", "the price looks soft")
    ask_upward: float = _expert(
        0.5, 0, 1, "quality", "a champion who cares and dares is heard by their manager half as well as a counterpart"
    )
    peer_route: float = _expert(
        0.4, 0, 1, "quality", "an ally who cares and has the ear of who decides; hardly less, and it costs nothing"
    )
    # disavowal, in log-odds
    disavowal_base: float = _expert(-1.8, -3, -1, "log-odds", "a small risk by default")
    disavowal_level: float = _expert(0.5, 0, 1, "log-odds per level", "the higher the call, the more it goes over them")
    disavowal_untold: float = _expert(1.5, 0, 3, "log-odds", "to learn of it from one's boss is a disavowal")
    disavowal_owner: float = _expert(0.4, 0, 1, "log-odds", "who must deliver it is easily hurt")
    disavowal_distrust: float = _expert(1.0, 0, 2, "log-odds", "who does not trust us thinks the worst")
    disavowal_bypassed: float = _expert(0.9, 0, 2, "log-odds", "twice is a habit")
    disavowal_conflict: float = _expert(0.8, 0, 2, "log-odds", "a call to one's rival is taken as a side")
    disavowal_promotion: float = _expert(0.4, 0, 1, "log-odds", "who is about to rise is watched")
    disavowal_in_person: float = _expert(-0.5, -1.5, 0, "log-odds", "told face to face is told")
    disavowal_credited: float = _expert(-0.6, -1.5, 0, "log-odds", "who is praised before the boss is not bypassed")
    disavowal_suggested: float = _expert(-1.5, -3, 0, "log-odds", "who asked for the call will not mind it")
    trust_unknown: float = _expert(0.6, 0, 1, "share", "taken where nobody said; shown as assumed")
    disavowed_stance: float = _expert(-0.5, -1, 0, "stance", "a disavowed contact is against it")
    disavowed_salience: float = _expert(0.7, 0, 1, "salience", "and cares")
    disavowed_conviction: float = _expert(0.8, 0, 0.95, "share", "and is not talked out of it")
    file_held: float = _expert(0.3, 0, 0.6, "share", "the contact holds the file")
    file_held_owner: float = _expert(0.25, 0, 0.4, "share", "more so who must deliver it")
    file_held_only_thread: float = _expert(0.2, 0, 0.4, "share", "and whoever is our only thread")
    # what a path is worth, in points of probability
    cost_disavowal: float = _expert(0.15, 0, 0.5, "probability", "a champion is worth more than a deal")
    cost_future: float = _expert(0.3, 0, 0.6, "probability", "an opponent in a higher seat lasts")
    cost_exposure: float = _expert(0.1, 0, 0.5, "probability", "a real cause is only exposed higher up")
    cost_call: float = _expert(0.02, 0, 0.1, "probability", "an executive's hour is not free")
    cost_introduction: float = _expert(
        0.02, 0, 0.1, "probability", "a favour is asked of whoever introduces: as dear as the executive's hour"
    )
    cost_level: float = _expert(0.01, 0, 0.05, "probability per level", "of two ways the lower")
    worth_least: float = _expert(0.03, 0, 0.2, "probability", "less is within what the model does not know")
    worth_margin: float = _expert(0.01, 0, 0.1, "probability", "a call must beat the best other way")
    worth_tie: float = _expert(0.005, 0, 0.02, "probability", "within the error of the draws")
    # diagnosis, structure, in log-odds
    structure_weak_champion: float = _expert(1.0, 0, 2, "log-odds", "a champion who cannot carry it alone")
    structure_strong_champion: float = _expert(-0.8, -2, 0, "log-odds", "one who can")
    structure_split: float = _expert(2.0, 0, 4, "log-odds per share", "functions that pull apart")
    structure_split_usual: float = _expert(0.3, 0, 0.6, "share", "functions always differ somewhat")
    structure_cold_deciders: float = _expert(0.8, 0, 2, "log-odds", "those who decide do not care")
    structure_cold: float = _expert(0.25, 0.1, 0.5, "salience", "below it nobody moves")
    structure_sponsor: float = _expert(-0.5, -2, 0, "log-odds", "a sponsor above the contact lends weight")
    question_rate: float = _expert(0.4, 0.05, 0.6, "probability", "how often a signal is seen where it means nothing")
    # opposition, political weight
    opposes: float = _expert(0.1, 0.02, 0.4, "push against", "from here on somebody is felt as an opponent")
    weight_formal: float = _expert(0.4, 0, 1, "share", "rank and people")
    weight_social: float = _expert(0.4, 0, 1, "share", "whose opinion moves others")
    weight_brokerage: float = _expert(0.2, 0, 1, "share", "through whom others hear of each other")
    stale_map: float = _expert(60, 14, 365, "days", "after two months without news the map is a memory")
    # learning
    learning_shrink: float = _expert(
        0.5, 0.1, 2, "log-odds", "thirty outcomes may move an intercept by about as much as they tell, not more"
    )
    # plan of a call
    plan_distance: float = _expert(7, 0, 30, "days", "a call right after a reminder or a discount is felt as one more")
    plan_brief: float = _expert(2, 0, 10, "working days", "an executive reads a page when there is a free quarter hour")
    plan_notice: float = _expert(1, 0, 5, "working days", "the contact hears of it before, not long enough to worry")
    plan_reach: float = _expert(15, 0, 60, "working days", "how long a good occasion is waited for")
    plan_follow_up: float = _expert(
        5, 1, 20, "working days", "long enough for word to come down, short enough to be remembered"
    )
    plan_outcome: float = _expert(15, 5, 60, "working days", "within three weeks a call has done what it will do")
    plan_prepare: float = _expert(5, 1, 20, "working days", "what can be asked is asked within a week")
    plan_year_end_month: float = _expert(12, 1, 12, "month", "most firms close their books with the calendar year")
    plan_year_end_before: float = _expert(10, 0, 31, "days", "whoever closes the books takes no new subject")
    plan_year_end_after: float = _expert(4, 0, 31, "days", "and is not back at once")
    plan_recent: float = _expert(60, 7, 180, "days", "what happened within two months is still a reason to speak of it")
    # authority
    clear_stance: float = _expert(0.2, 0, 1, "stance", "below it a stance is neutral and opposes nobody")

    def overridden(self, values: Mapping[str, object]) -> "Assumptions":
        """Take some other values.

        Raises
        ------
        InvalidInput
            For a name that is none of these, a value that is no number, or one out of its range.
        """
        ranges = {row.name: row for row in all_assumptions()}
        accepted: dict[str, float] = {}
        for name, value in values.items():
            if name not in ranges:
                raise InvalidInput(
                    f"There is no assumption named {name}.", "The query `assumptions` lists them.", (*_PATH, name)
                )
            accepted[name] = _within(ranges[name], value)
        return replace(self, **accepted)

    def learnt(self, ours: Account | None) -> "Assumptions":
        """Take what outcomes made of the intercepts, where one still has its default.

        >>> ours = Account(id="acc_1", name="Ours", is_ours=True, rule_intercept=0.3)
        >>> Assumptions().learnt(ours).rule_intercept
        0.3
        """
        defaults = {row.name: row.default for row in all_assumptions() if row.name in LEARNT}
        values = {name: getattr(ours, name, None) for name in LEARNT}
        taken = {n: v for n, v in values.items() if v is not None and getattr(self, n) == defaults[n]}
        return replace(self, **taken) if taken else self

    def as_mapping(self) -> dict[str, float]:
        """Give all of them by name."""
        return {row.name: getattr(self, row.name) for row in fields(self)}


def all_assumptions() -> tuple[Assumption, ...]:
    """List every constant that may be overridden.

    >>> [row.default for row in all_assumptions() if row.name == "hop_discount"]
    [0.6]
    """
    return tuple(
        Assumption(
            name=row.name,
            unit=row.metadata["unit"],
            low=row.metadata["low"],
            high=row.metadata["high"],
            default=row.metadata["default"],
            reason=row.metadata["reason"],
        )
        for row in fields(Assumptions)
    )


def _within(row: Assumption, value: object) -> float:
    number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    if not row.low <= number <= row.high:
        raise InvalidInput(
            f"{row.name} cannot be {value!r}.",
            f"Give a number from {row.low:g} to {row.high:g} ({row.unit}).",
            (*_PATH, row.name),
        )
    return number
