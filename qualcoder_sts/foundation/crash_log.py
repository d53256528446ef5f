"""What went wrong inside the program, kept in a file for whoever will look for the mistake."""

import os
import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from qualcoder_sts import __version__
from qualcoder_sts.foundation.preferences import APPLICATION, FOLDER_VARIABLE

KEPT = 20


def write_crash_log(error: BaseException) -> Path:
    """Write the traceback of ``error`` into a new file and return its path."""
    now = datetime.now(UTC)
    lines = [
        f"qualcoder-sts {__version__}, {now.isoformat(timespec='seconds')}",
        f"Python {sys.version.split()[0]}, {platform.platform()}",
        "",
        *traceback.format_exception(error),
    ]
    name = f"crash {now.strftime('%Y-%m-%d %H-%M-%S-%f')}.log"
    for folder in (log_folder(), Path(tempfile.gettempdir())):
        file = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text("\n".join(lines), encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        _let_old_ones_go(folder)
        return file
    return Path(os.devnull)


def log_folder() -> Path:
    """Where such files lie."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named) / "log"
    return Path(platformdirs.user_log_dir(APPLICATION, appauthor=False))


def _let_old_ones_go(folder: Path) -> None:
    for old in sorted(folder.glob("crash ????-??-?? *.log"))[:-KEPT]:
        old.unlink(missing_ok=True)
