"""The GraphQL API: asks use cases, copies their answers into the contract's types."""
