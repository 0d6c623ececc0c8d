"""What `--version` prints."""

from unisurvey import DATA_RELEASE, __version__

VERSION = f"unisurvey {__version__}, data of {DATA_RELEASE}"
