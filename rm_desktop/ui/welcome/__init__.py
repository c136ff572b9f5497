"""First run: two names and a beginning, without an account and mostly without a passphrase."""

from __future__ import annotations
