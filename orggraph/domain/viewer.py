"""Who asks: the first argument of every store read and use case."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewer:
    """A user in one workspace; workspaces never meet."""

    workspace: str
    user: str
    name: str = ""


LOCAL = Viewer(workspace="default", user="local", name="Local user")
