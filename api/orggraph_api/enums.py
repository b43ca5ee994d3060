"""The domain's words, known to GraphQL under the same names."""

import strawberry

from orggraph.domain import (
    deals,
    documents,
    findings,
    observations,
    people,
    plans,
    politics,
    positions,
    relations,
    signals,
    viewer,
)

for _enum in (
    people.Seniority,
    people.JobFunction,
    people.Locale,
    positions.ReportingKind,
    relations.FactOrigin,
    relations.InfluenceKind,
    deals.BuyingRole,
    deals.StanceLabel,
    deals.SociodynamicPosition,
    deals.CoverageLevel,
    deals.DecisionMode,
    deals.DealOutcome,
    deals.EscalationOutcome,
    deals.PlanStepCode,
    findings.BlockageCause,
    findings.EscalationVerdict,
    findings.RuleKind,
    findings.RuleStatus,
    findings.GateRule,
    findings.PathLink,
    findings.AlternativeKind,
    findings.LoadKind,
    documents.DocumentFormat,
    plans.OccasionKind,
    plans.PlanKind,
    politics.Severity,
    politics.MapHealth,
    signals.SignalKind,
    observations.ImportState,
    viewer.Narrowing,
):
    strawberry.enum(_enum, description=(_enum.__doc__ or "").strip())
