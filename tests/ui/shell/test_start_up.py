import subprocess
import sys

HEAVY = ("matplotlib", "docx", "pdfminer", "openpyxl", "lxml", "bs4", "numpy", "typer", "rich")
# What only an import needs: it would make up a fifth of the start.
OF_IMPORTS = ("qualcoder_sts.transcripts.readers.reading", "qualcoder_sts.exchange.study_folder")


def test_the_window_opens_without_the_heavy_libraries(repository):
    program = (
        "import sys; import qualcoder_sts.ui.application; "
        f"print([name for name in {(*HEAVY, 'spacy', *OF_IMPORTS)} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
