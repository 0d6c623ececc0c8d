"""`unisurvey sql`."""
