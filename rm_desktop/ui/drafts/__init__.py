"""Topics in the making that only their owner sees: listed, written, and put on the agenda."""
