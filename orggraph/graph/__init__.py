"""Facts to one frozen snapshot, which every analysis takes and none changes. Pure."""
