"""Foreign formats → what the catalogue can be compared with."""
