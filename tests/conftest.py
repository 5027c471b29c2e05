"""What the tests share."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --accept` writes the pages that golden tests compare with; read the diff."""
    parser.addoption("--accept", action="store_true", help="accept the pages as they are now")
