"""Plain text in, named words out: what each word and number is to an announcement, and its days."""
