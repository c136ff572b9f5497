"""What happens to the app when the world breaks it; counted, with seeds, nothing mocked."""

from __future__ import annotations
