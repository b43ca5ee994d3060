"""The GraphQL API: asks use cases, copies their answers into the contract's types.

The domain's enums are registered before any type that names them is made.
"""

import orggraph_api.enums  # noqa: F401
