"""The private journal: list, calendar, editor, and what becomes of an entry."""
