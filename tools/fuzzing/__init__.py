"""What ``tools/fuzz.py`` throws at the library, and the laws that it holds the answers against."""
