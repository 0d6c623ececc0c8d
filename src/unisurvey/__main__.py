"""`python -m unisurvey`."""

from unisurvey.cli import run

if __name__ == "__main__":
    run()
