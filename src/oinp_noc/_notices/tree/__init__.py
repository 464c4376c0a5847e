"""Units in, nodes out: sentences, items and rows, each with its facts and the place it stands at."""
