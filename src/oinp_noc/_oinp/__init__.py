"""The program: streams, occupation groups, draws, and the questions that a history of draws answers."""
