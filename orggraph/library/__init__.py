"""For who analyses in Python or a notebook: a workspace, an account to study, and the answers as dataclasses and tables.

What is here is offered by `import orggraph` itself; see docs/notebook.md.
"""
