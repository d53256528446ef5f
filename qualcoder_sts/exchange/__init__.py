"""Taking whole studies in and handing them on: study folders, later other programs' projects."""
