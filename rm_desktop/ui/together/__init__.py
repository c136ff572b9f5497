"""What the two agreed and how it goes: purpose, objectives, working agreement, rhythm."""
