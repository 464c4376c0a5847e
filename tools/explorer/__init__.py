"""The explorer: static pages that answer what a code or a job title is, what it was, and which draws targeted it."""
