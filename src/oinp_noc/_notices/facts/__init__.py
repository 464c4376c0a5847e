"""Named words in, facts out: numbers and what they count, streams, targets, days, windows."""
