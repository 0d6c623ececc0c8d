"""Other people's Awesome lists, read and held against the catalogue."""
