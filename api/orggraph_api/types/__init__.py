"""The contract's types: each copies fields of a fact or a finding."""
