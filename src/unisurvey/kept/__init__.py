"""What is kept between runs, so that a run has less to do; nothing depends on it."""

NO_CACHE = "UNISURVEY_NO_CACHE"
"""Variable of the environment: keep nothing, and use nothing that was kept."""
