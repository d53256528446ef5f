"""PySide6-Essentials 6.12.0 on Python 3.11 kills the process after some thousand calls: each takes
a reference off ``None`` or ``True``. The pins in pyproject.toml keep the two apart.
"""

import os
import subprocess
import sys

import pytest

MANY_CALLS = """
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    sent = Signal(bool)

sender = Sender()
received = []
sender.sent.connect(received.append)
for _ in range(20_000):
    sender.setObjectName("name")
    sender.sent.emit(True)
print(len(received))
"""


def test_twenty_thousand_calls() -> None:
    pytest.importorskip("PySide6")
    outcome = subprocess.run(
        [sys.executable, "-c", MANY_CALLS],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONFAULTHANDLER": "1"},
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout.strip() == "20000"
