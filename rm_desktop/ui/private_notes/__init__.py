"""Private notes beside a topic, wherever one is shown: folded, covered, written in."""
