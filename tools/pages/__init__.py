"""What the site needs besides Sphinx: links out of docs/, pictures, tables of the data, and how the reference reads."""
