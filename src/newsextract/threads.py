"""How many threads numpy's libraries start: the work is shared out by articles, not inside one."""

from __future__ import annotations

import os

NAMES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_thread() -> None:
    """Ask for one, where the user has not set a number. It takes effect if numpy is not imported yet, and in children.

    OpenBLAS starts its threads when it is loaded: 0.1 s of CPU, more than all of numpy's import.
    """
    for name in NAMES:
        os.environ.setdefault(name, "1")
