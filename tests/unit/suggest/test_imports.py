"""What the window imports of suggestions brings no large library along."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from qualcoder_sts.suggest import checking, figures, loading, material, queries, storing, suggesting
heavy = {"spacy", "sklearn", "scipy", "numpy", "onnxruntime"} & set(sys.modules)
assert not heavy, heavy
"""


def test_asking_for_suggestions_imports_nothing_heavy(repository: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": str(repository)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
