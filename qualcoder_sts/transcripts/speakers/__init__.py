"""Finding speaker turns in paragraphs. Plain functions; knows no file format and no project."""
