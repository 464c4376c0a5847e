"""Build the packaged data from the raw tables."""
