"""Today: what comes next for the two, in the four minutes somebody has."""
