"""Persistence: knows the domain, never the analysis. Stores are opened by URL through `registry`."""
