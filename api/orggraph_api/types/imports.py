"""Imports: what was read, what came of it, what is wrong with which row."""

from datetime import datetime

import strawberry
from strawberry.scalars import JSON

from orggraph.domain import importing, observations
from orggraph.domain.observations import ImportState
from orggraph.usecases import importing as importing_usecase
from orggraph.usecases.changing import Changes
from orggraph.usecases.doubting import doubts_of_changes, doubts_of_import
from orggraph_api.connections import PAGE, Connection, paged
from orggraph_api.context import Info
from orggraph_api.types.doubts import IdentityDoubt, in_doubt
from orggraph_api.types.node import Node, copied


@strawberry.type(description="A row that was not taken, or not whole: where, what, and what to do.")
class RowProblem:
    """A row that was not taken."""

    file: str
    row: int
    column: str | None
    message: str
    hint: str

    @classmethod
    def of(cls, found: observations.RowProblem) -> "RowProblem":
        """Copy a problem."""
        return copied(cls, found)


@strawberry.type(description="Rows left out on purpose.")
class SkipCount:
    """Rows left out on purpose."""

    reason: str
    count: int


@strawberry.type(description="One import of one file.")
class ImportBatch(Node):
    """One import of one file."""

    found: strawberry.Private[observations.Batch]
    file_name: str
    importer: str
    state: ImportState
    started_at: datetime
    finished_at: datetime | None
    author: str | None
    rows_read: int
    rows_total: int | None
    created: int
    changed: int
    unchanged: int
    skipped: list[SkipCount]

    @classmethod
    def of(cls, found: observations.Batch) -> "ImportBatch":
        """Copy a batch."""
        skipped = [SkipCount(reason=reason, count=count) for reason, count in sorted(found.skipped.items())]
        # one that was done before totals were kept
        total = found.rows_read if found.state in {ImportState.DONE, ImportState.UNDONE} else found.rows_total
        return copied(cls, found, found=found, rows_total=total, skipped=skipped)

    @strawberry.field(
        description="People of whom it spoke and who may be somebody else who is there, the most probable first, a hundred at most."
    )
    def doubtful_pairs(self, info: Info) -> list[IdentityDoubt]:
        """Give who may be one."""
        context = info.context
        return in_doubt(info, doubts_of_import(context.store, context.viewer, self.id, context.today))

    @strawberry.field(description="What is wrong with which row, in the order of the file.")
    def problems(self, first: int | None = PAGE, after: str | None = None) -> Connection[RowProblem]:
        """Give the rows that were not taken."""
        numbered = [(f"{number:09d}", problem) for number, problem in enumerate(self.found.problems)]
        return paged(numbered, lambda row: row[0], lambda row: RowProblem.of(row[1]), first, after)


@strawberry.type(description="A column of the file, and the field it fills; null is not taken.")
class ColumnMapping:
    """A column of the file."""

    column: str
    field: str | None
    sample: list[str]

    @classmethod
    def of(cls, found: importing.Column) -> "ColumnMapping":
        """Copy a column."""
        return copied(cls, found)


@strawberry.type(description="What an import would do; `token` commits it within the hour.")
class ImportPreview:
    """What an import would do."""

    importer: str
    confidence: float
    columns: list[ColumnMapping]
    sample: list[JSON]
    to_create: int
    to_change: int
    unchanged: int
    problems: list[RowProblem]
    token: str
    changes: strawberry.Private[Changes]

    @strawberry.field(
        description="People whom it would make or change and who may be somebody else, the most probable first, a hundred at most."
    )
    def doubtful_pairs(self, info: Info) -> list[IdentityDoubt]:
        """Give who may be one."""
        context = info.context
        return in_doubt(info, doubts_of_changes(context.store, context.viewer, self.changes, context.today))

    @classmethod
    def of(cls, found: importing_usecase.Preview) -> "ImportPreview":
        """Copy a preview."""
        return copied(
            cls,
            found,
            changes=found.changes,
            columns=[ColumnMapping.of(column) for column in found.columns],
            sample=[JSON(dict(row)) for row in found.sample],
            problems=[RowProblem.of(problem) for problem in found.problems],
        )
