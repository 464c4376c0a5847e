"""Text in, plain text out: HTML made text, one spelling for each letter."""
