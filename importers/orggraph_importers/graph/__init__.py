"""Graphs in an open form."""
