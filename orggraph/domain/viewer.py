"""Who asks, in which workspace, and what they may see and do there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from orggraph.domain.people import Locale
from orggraph.errors import ForbiddenError


class Permission(StrEnum):
    """One thing that a viewer may do; what is not named here, whoever is in the workspace may."""

    MAP_READ = "map:read"
    """Accounts, people, seats, lines and deals. Whoever may do anything may do this."""
    OPINION_READ = "opinion:read"
    """Stance, salience, influence, who blocks, private notes."""
    CONTACT_READ = "contact:read"
    """E-mail addresses and profile links."""
    MOVE_READ = "move:read"
    """Who is expected to move to which seat."""
    MAP_WRITE = "map:write"
    ASSUMPTIONS_WRITE = "assumptions:write"
    """Expert constants refitted to outcomes, for everybody's answers."""
    IMPORT = "import:write"
    EXPORT = "export:read"
    SCHEMA_READ = "schema:read"
    """Introspection, and the API explorer."""
    AUDIT_READ = "audit:read"
    ACCESS_WRITE = "access:write"
    """Keys, roles and account teams."""


class Role(StrEnum):
    """What somebody is in a workspace; several add up."""

    REP = "REP"
    PLANNER = "PLANNER"
    EXECUTIVE = "EXECUTIVE"
    ADMIN = "ADMIN"
    PRIVACY_OFFICER = "PRIVACY_OFFICER"


_SELLING = frozenset(
    {
        Permission.MAP_READ,
        Permission.OPINION_READ,
        Permission.CONTACT_READ,
        Permission.MOVE_READ,
        Permission.MAP_WRITE,
        Permission.IMPORT,
        Permission.SCHEMA_READ,
    }
)
PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.REP: _SELLING,
        Role.PLANNER: _SELLING | {Permission.EXPORT, Permission.ASSUMPTIONS_WRITE},
        Role.EXECUTIVE: frozenset({Permission.MAP_READ}),
        Role.ADMIN: frozenset(
            {Permission.MAP_READ, Permission.SCHEMA_READ, Permission.AUDIT_READ, Permission.ACCESS_WRITE}
        ),
        Role.PRIVACY_OFFICER: frozenset({Permission.MAP_READ, Permission.AUDIT_READ}),
    }
)
"""What each role may do. Who keeps the keys does not thereby read opinions."""

EVERYTHING = frozenset(Permission)


class Narrowing(StrEnum):
    """What an answer was worked out without, because its reader may not see it."""

    ACCOUNTS = "ACCOUNTS"
    OPINIONS = "OPINIONS"
    MOVES = "MOVES"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a viewer sees of a workspace; what they do not see is to them as if it were not there."""

    opinions: bool = True
    contacts: bool = True
    moves: bool = True
    hidden: frozenset[str] = frozenset()
    """Accounts that are not seen: they have a team, and the viewer is not in it."""
    only: frozenset[str] | None = None
    """The accounts that are seen at all, ours included; None is any."""
    caller_id: str | None = None
    """Of escalations, those of this caller alone are seen; None is anybody's."""

    @property
    def narrowed_by(self) -> tuple[Narrowing, ...]:
        """What is left out of answers: of what kind, never whether there is any of it.

        >>> Sight(opinions=False, hidden=frozenset({"acc_1"})).narrowed_by
        (<Narrowing.ACCOUNTS: 'ACCOUNTS'>, <Narrowing.OPINIONS: 'OPINIONS'>)
        """
        without = {
            Narrowing.ACCOUNTS: self.only is not None or bool(self.hidden),
            Narrowing.OPINIONS: not self.opinions,
            Narrowing.MOVES: not self.moves,
        }
        return tuple(kind for kind, is_left_out in without.items() if is_left_out)

    def sees(self, account_id: str | None) -> bool:
        """Tell whether an account is seen; people of no account are, unless only some accounts are.

        >>> Sight(hidden=frozenset({"acc_1"})).sees("acc_1"), Sight(only=frozenset({"acc_1"})).sees("acc_1")
        (False, True)
        """
        return account_id not in self.hidden and (self.only is None or account_id in self.only)


WHOLE = Sight()


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A user in one workspace; workspaces never meet."""

    workspace: str
    user: str
    name: str = ""
    roles: frozenset[Role] = frozenset()
    permissions: frozenset[Permission]
    person_id: str | None = None
    """Who they are among our people, where that is known."""
    hidden: frozenset[str] = frozenset()
    only: frozenset[str] | None = None
    locale: Locale | None = None
    """The language they read, where they said."""

    @property
    def sight(self) -> Sight:
        """What they see."""
        return Sight(
            opinions=Permission.OPINION_READ in self.permissions,
            contacts=Permission.CONTACT_READ in self.permissions,
            moves=Permission.MOVE_READ in self.permissions,
            hidden=self.hidden,
            only=self.only,
            caller_id=None if self.only is None else self.person_id,
        )


LOCAL = Viewer(workspace="default", user="local", name="Local user", roles=frozenset(Role), permissions=EVERYTHING)
"""Who works on the machine itself, with the store in their hands."""


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """Give what somebody with these roles may do.

    >>> sorted(permissions_of([Role.EXECUTIVE]))
    [<Permission.MAP_READ: 'map:read'>]
    """
    return frozenset(permission for role in roles for permission in PERMISSIONS[role])


def require(viewer: Viewer, permission: Permission) -> None:
    """Refuse what the viewer may not do.

    Raises
    ------
    ForbiddenError
        Naming the permission that is missing.
    """
    if permission not in viewer.permissions:
        raise ForbiddenError(f"This needs the permission {permission.value}.", "Ask an admin of your workspace for it.")
