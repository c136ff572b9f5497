"""The agenda as the prepare screen and the session room show it: rows, list, add row."""
