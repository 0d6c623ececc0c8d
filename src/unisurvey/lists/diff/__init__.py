"""An Awesome list against the catalogue: what either lacks and where they disagree."""
