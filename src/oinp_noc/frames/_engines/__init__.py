"""What each engine of data frames does best, and nothing more; `answers` has what they share."""
