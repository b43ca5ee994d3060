"""Tables of any system, whose columns the user names."""
