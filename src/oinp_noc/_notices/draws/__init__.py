"""Claims in, draws out: claims about one draw are one, with their lists of codes and their years."""
