"""`unisurvey export`."""
