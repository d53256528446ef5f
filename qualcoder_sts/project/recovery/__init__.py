"""Saving what is readable of a damaged project file into a new one.

Reads the file's pages itself, because SQLite gives up at the first one it does not understand, and
asks the change log as the second witness of every row.
"""

from qualcoder_sts.project.recovery.recovering import (
    NothingToRecoverError,
    RecoveredTable,
    RecoveryReport,
    recover,
)

__all__ = ["NothingToRecoverError", "RecoveredTable", "RecoveryReport", "recover"]
