"""The landing strip: what was covered, one takeaway each, actions, the next date."""
