"""Job titles in, unit groups out."""
