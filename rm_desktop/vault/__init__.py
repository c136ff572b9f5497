"""The encrypted SQLite file of a profile: keys, tables, search, backup and migrations.

Importing this package imports nothing: starting reads through `peek` before SQLAlchemy is loaded.
"""
