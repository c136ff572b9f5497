"""The editor of long texts: binding, live styling, keys, find and autosave, each in a file."""

from __future__ import annotations
