"""A catalogue to begin with, empty or with the works of a .bib file or a list.

`catalogue` makes it, `works` takes works over, and `files/` has what is copied as it is:
without the dots of its names, which would have an effect here too.
"""
