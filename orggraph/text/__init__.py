"""Findings to sentences, in English and French. Codes come in, words go out; no sentence stands outside the catalogues."""

from orggraph.text.advice import (
    agenda_gap_reason,
    alternative_sentence,
    flip_sentence,
    mitigation_label,
    stance_name,
    verdict_sentence,
)
from orggraph.text.answer import assessment_text
from orggraph.text.brief import brief
from orggraph.text.calendar_file import plan_calendar
from orggraph.text.catalogue import say
from orggraph.text.comparing import comparison_row, comparison_titles
from orggraph.text.diagnosis import diagnosis_text
from orggraph.text.insights import insight_message, insight_rule, map_health_message, map_health_rule, severity_name
from orggraph.text.messages import step_wording
from orggraph.text.plan import occasion_sentence, plan_reason, plan_text, step_name, step_why, step_window
from orggraph.text.rendering import as_text, rendered
from orggraph.text.told import Told
from orggraph.text.wording import (
    cause_name,
    contribution_label,
    function_name,
    objection_questions,
    path_step_reason,
    pressure_message,
    rule_explanation,
    rule_name,
    rule_remedy,
    seniority_name,
    signal_name,
    signal_question,
)

__all__ = [
    "Told",
    "agenda_gap_reason",
    "alternative_sentence",
    "as_text",
    "assessment_text",
    "brief",
    "cause_name",
    "comparison_row",
    "comparison_titles",
    "contribution_label",
    "diagnosis_text",
    "flip_sentence",
    "function_name",
    "insight_message",
    "insight_rule",
    "map_health_message",
    "map_health_rule",
    "mitigation_label",
    "objection_questions",
    "occasion_sentence",
    "path_step_reason",
    "plan_calendar",
    "plan_reason",
    "plan_text",
    "pressure_message",
    "rendered",
    "rule_explanation",
    "rule_name",
    "rule_remedy",
    "say",
    "seniority_name",
    "severity_name",
    "signal_name",
    "signal_question",
    "stance_name",
    "step_name",
    "step_why",
    "step_window",
    "step_wording",
    "verdict_sentence",
]
