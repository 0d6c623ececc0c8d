"""Text as files hold it: Markdown, links, JSON, CSV, and words compared as readers do."""
