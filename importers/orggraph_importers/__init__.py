"""Importers of OrgGraph: one module for each file format, and what they share to read hostile files safely."""
