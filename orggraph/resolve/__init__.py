"""Observations to facts: who is one person, and what is believed when sources differ. Pure."""
