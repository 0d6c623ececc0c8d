"""Records → rows and sections: every decision about wording and order."""
