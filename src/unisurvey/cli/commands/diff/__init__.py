"""`unisurvey diff`."""
