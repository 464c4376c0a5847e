"""Build the packaged data from the facts in ``sources/``."""
