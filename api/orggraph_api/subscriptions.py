"""What can be followed. A field answers how things are; `orggraph_api.streams` asks again when something changed."""

import strawberry

from orggraph.domain.observations import ImportState
from orggraph.errors import NotFound
from orggraph.usecases.listing import find_import
from orggraph_api.context import Followed, Info
from orggraph_api.types.deals import Deal
from orggraph_api.types.imports import ImportBatch


@strawberry.type(description="What can be followed, over graphql-transport-ws or server-sent events.")
class Subscription:
    """What can be followed."""

    @strawberry.field(
        description="An import as it goes on: as it stands now, then each time that it has come further, until it is done or has failed."
    )
    def import_progress(self, info: Info, batch_id: strawberry.ID) -> ImportBatch:
        """Give an import as far as it has come."""
        found = find_import(info.context.store, info.context.viewer, batch_id)
        if found is None:
            raise NotFound(f"There is no import {batch_id}.", "", ("batchId",))
        over = found.state is not ImportState.RUNNING
        info.context.followed = Followed(mark=found, told_at_once=True, in_progress=True, over=over)
        return ImportBatch.of(found)

    @strawberry.field(
        description="A deal each time that something about it, or something that is asked of it, has changed; nothing at first. It ends with NOT_FOUND when the deal is gone or hidden."
    )
    def deal_changed(self, info: Info, deal_id: strawberry.ID) -> Deal:
        """Give a deal as it is now."""
        found = info.context.node(deal_id)
        account = info.context.view(deal_id)
        if not isinstance(found, Deal) or account is None:
            raise NotFound(f"There is no deal {deal_id}.", "", ("dealId",))
        info.context.followed = Followed(mark=account.about_deal(found.id))
        return found
