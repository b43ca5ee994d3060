"""Snapshot and assumptions to findings: pure, without a clock, the same answer for the same input."""
