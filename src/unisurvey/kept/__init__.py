"""What is kept between runs, so that a run has less to do; nothing depends on it."""
