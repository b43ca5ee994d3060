"""Who asks."""

import strawberry

from orggraph.domain import viewer
from orggraph.domain.people import Locale
from orggraph.domain.viewer import Narrowing
from orggraph_api.context import Info
from orggraph_api.types.people import Person, person_node


@strawberry.type(description="Who asks: what they are, may do, and do not see.")
class Viewer:
    """Who asks."""

    found: strawberry.Private[viewer.Viewer]
    id: strawberry.ID
    name: str
    workspace: str = strawberry.field(description="Whose map it is: workspaces never meet.")
    roles: list[str]
    permissions: list[str] = strawberry.field(description="What they may do.")
    narrowed_by: list[Narrowing] = strawberry.field(
        description="What is left out of all that they see, and of what every answer rests on."
    )

    @classmethod
    def of(cls, found: viewer.Viewer) -> "Viewer":
        """Copy a viewer."""
        return cls(
            found=found,
            id=strawberry.ID(found.user),
            name=found.name or found.user,
            workspace=found.workspace,
            roles=sorted(found.roles),
            permissions=sorted(found.permissions),
            narrowed_by=list(found.sight.narrowed_by),
        )

    @strawberry.field(description="Who they are on our side of the map.")
    def person(self, info: Info) -> Person | None:
        """Give who they are among our people."""
        person_id = self.found.person_id
        return person_node(info, person_id, None) if person_id and info.context.meeting(person_id) else None

    @strawberry.field(description="In which language sentences come that say nothing else.")
    def locale(self, info: Info) -> Locale:
        """Give their language."""
        return info.context.locale
