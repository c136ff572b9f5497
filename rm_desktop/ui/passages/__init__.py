"""What the two showed each other from their private pages, wherever it is listed."""
