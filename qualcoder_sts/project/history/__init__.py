"""The change log: recording steps, taking them back, doing them again, the audit trail, replay."""
