"""`unisurvey stats`."""
