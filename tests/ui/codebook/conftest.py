"""Pages of the codebook, built as the window builds them."""

import pytest


@pytest.fixture
def open_page(application):
    """Brings the page of that name to the front."""

    def show(name):
        application.actions[f"show_{name}"].trigger()
        pages = application.project.places.tab_pages
        return next(page for page in pages if page.name == name).widget()

    return show
