"""The list of sessions: the next one, the past ones and what was left out."""
