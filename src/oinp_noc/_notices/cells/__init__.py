"""Cells of tables in, facts out: by the names of their columns, their places, or what they look like."""
