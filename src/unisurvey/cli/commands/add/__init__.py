"""`unisurvey add`."""
