"""The merge question: what both changed without knowing of each other, to be decided calmly."""
