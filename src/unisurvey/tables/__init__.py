"""Tables of scores that people wrote, against the catalogue.

Text → cells (`reading`, by notation) → what each column and row is (`matching`) → what
sources say of it (`auditing`), or a file of the catalogue (`adding`).
"""
