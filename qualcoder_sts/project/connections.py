"""Connections to a project file: how they are opened and what SQLite is told each time."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry, PoolResetState, QueuePool

# "QSTS" in ASCII: tells the file from other SQLite files.
APPLICATION_ID = 0x51535453
SCHEMA_VERSION = 2

BUSY_TIMEOUT_MS = 5000


def raw_connection(path: Path, *, mode: str = "rw") -> sqlite3.Connection:
    """A plain connection that trusts nothing in the file; ``mode`` is ``ro``, ``rw`` or ``rwc``."""
    connection = sqlite3.connect(address_of(path, mode), uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    return connection


def address_of(path: Path, mode: str) -> str:
    """What SQLite is told to open a file by."""
    # Not ``as_uri``: a network folder of Windows needs its slashes behind the empty host.
    place = quote(os.fsencode(path.absolute().as_posix()), safe="/:")
    host = "//" if place.startswith("/") else "///"
    return f"file:{host}{place}?mode={mode}"


def writing_engine(path: Path) -> Engine:
    """For ``Workspace.run``: a transaction takes the write lock at its beginning."""
    # The file's triggers have been compared with the generated ones before this point. On SQLite
    # before 3.41 JSON functions inside triggers are refused in an untrusted schema. ``fullfsync``
    # has a meaning on macOS only: there ``synchronous`` alone does not outlast a power cut.
    pragmas = (
        "trusted_schema=ON", "synchronous=FULL", "fullfsync=ON", "foreign_keys=ON",
        "recursive_triggers=ON", "cache_spill=OFF",
    )  # fmt: skip
    return _engine(path, "rw", "BEGIN IMMEDIATE", pragmas)


def reading_engine(path: Path, *, read_only: bool) -> Engine:
    """For queries: nothing can be written through it."""
    pragmas = ("trusted_schema=OFF", "query_only=ON")
    return _engine(path, "ro" if read_only else "rw", "BEGIN", pragmas)


def _engine(path: Path, mode: str, begin: str, pragmas: tuple[str, ...]) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(
            address_of(path, mode), uri=True, isolation_level=None, check_same_thread=False
        ),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=-1,  # a fifth reader opens a connection rather than wait for one
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        for pragma in (f"busy_timeout={BUSY_TIMEOUT_MS}", *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "reset")
    def take_back(
        connection: sqlite3.Connection, _entry: ConnectionPoolEntry, _state: PoolResetState
    ) -> None:
        # A commit that fails (another process reads) leaves SQLite in the transaction, and
        # SQLAlchemy takes it for ended: whoever came next would have committed it.
        connection.rollback()

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
