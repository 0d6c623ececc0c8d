"""`python -m unisurvey`."""

from unisurvey.cli import main

if __name__ == "__main__":
    main()
