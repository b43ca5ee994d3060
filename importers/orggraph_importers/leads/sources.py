"""What the exports of such tools have in common."""

OF_A_PROFILE = 0.7
"""The confidence of what members write of themselves: it is often late."""
GATHERED = 0.6
"""The confidence of what was gathered from many places, at a time that the file does not tell."""
MOST_LINE_BREAKS = 400
"""A cell may be the whole of what somebody wrote of themselves."""
