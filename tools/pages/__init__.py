"""What the site needs besides Sphinx: links out of docs/, pictures, the reference, and the tables of the data."""
