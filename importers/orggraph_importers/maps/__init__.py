"""Relationship maps that were drawn with other tools."""
