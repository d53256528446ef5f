import subprocess
import sys

HEAVY = ("matplotlib", "docx", "pdfminer", "openpyxl", "lxml", "bs4", "numpy", "typer", "rich")


def test_the_window_opens_without_the_heavy_libraries(repository):
    program = (
        "import sys; import qualcoder_sts.ui.application; "
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
