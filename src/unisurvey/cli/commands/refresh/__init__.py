"""`unisurvey refresh`."""
