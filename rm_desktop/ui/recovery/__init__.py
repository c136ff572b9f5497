"""The recovery phrase: why, the twelve words shown once, two of them asked for."""
