"""Reading Awesome lists: Markdown of any layout → rows about works."""
