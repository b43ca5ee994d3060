"""From an answer to what is done about it, in order and on days when people are there. Pure: the day comes in, no clock inside."""
