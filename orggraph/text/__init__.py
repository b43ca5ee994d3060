"""Findings to sentences, in English and French. Codes come in, words go out; no sentence stands outside the catalogues."""

from orggraph.text.answer import assessment_text, verdict_sentence
from orggraph.text.catalogue import say
from orggraph.text.wording import (
    cause_name,
    contribution_label,
    objection_questions,
    path_step_reason,
    pressure_message,
    rule_explanation,
    rule_name,
    rule_remedy,
    seniority_name,
    signal_name,
)

__all__ = [
    "assessment_text",
    "cause_name",
    "contribution_label",
    "objection_questions",
    "path_step_reason",
    "pressure_message",
    "rule_explanation",
    "rule_name",
    "rule_remedy",
    "say",
    "seniority_name",
    "signal_name",
    "verdict_sentence",
]
