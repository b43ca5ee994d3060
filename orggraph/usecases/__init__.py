"""One file per thing that a user does; orchestration only."""
