"""People as tools that search LinkedIn and the like export them."""
