"""Files that LinkedIn gives its members."""
