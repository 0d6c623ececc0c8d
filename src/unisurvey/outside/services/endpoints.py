"""Where the public services are."""

ENDPOINTS: dict[str, str] = {
    "arxiv": "https://export.arxiv.org/api",
    "crossref": "https://api.crossref.org",
    "datacite": "https://api.datacite.org",
    "openreview": "https://api2.openreview.net",
    "openreview1": "https://api.openreview.net",
    "acl": "https://aclanthology.org",
    "dblp": "https://dblp.org",
    "semanticscholar": "https://api.semanticscholar.org/graph/v1",
    "huggingface": "https://huggingface.co",
    "github": "https://api.github.com",
}
"""Name of a service and the address below which its paths stand.

OpenReview keeps most venues before 2023 in its first API (`openreview1`), which does
not know the later ones.
"""
