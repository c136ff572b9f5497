"""The cover between the two: who gets the keyboard, what is open to both and what stays closed."""
