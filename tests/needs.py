"""What a machine may lack: there a test is skipped, or fails where its absence would be no accident."""

import os
from typing import NoReturn

import pytest


def is_set(variable: str) -> bool:
    """Whether the environment says yes to `variable`."""
    return os.environ.get(variable, "").lower() not in {"", "0", "false"}


def missing(what: str, variable: str) -> NoReturn:
    """Skip the test that needs `what`, or fail it where `variable` is set."""
    if is_set(variable):
        pytest.fail(f"{what} is missing, and {variable} is set")
    pytest.skip(f"needs {what}")
