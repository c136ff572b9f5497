"""The prepare screen: the agenda before the hour."""
