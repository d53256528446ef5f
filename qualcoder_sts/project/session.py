"""The session that operations and queries are handed, for packages that know no SQLAlchemy."""

from sqlalchemy.orm import Session

__all__ = ["Session"]
