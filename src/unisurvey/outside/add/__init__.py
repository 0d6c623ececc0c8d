"""Drafting records from what services and people say of works.

Each step takes what the step before gave; `cli/drafts.py` calls them:

- `details`: what a person states; `sources`: words, files and issues → what to ask about
- `inquiry`: services' answers as `Work`s, put together where they are about one work
- `facts`: one set of statements of a work, each with who vouches for it
- `duplicates`: whether the catalogue has the work: by its identifiers before anybody is
  asked, by all else once there are facts
- `record`, `drafts`: statements and details → valid records, and what is left open;
  `batch` makes those of many works
- `proof`: every rule of the catalogue; then all files are written, or none

`rechecking` holds a record against facts in the same way.
"""
