""".bib files in both directions: papers → entries, and entries → what they say."""
