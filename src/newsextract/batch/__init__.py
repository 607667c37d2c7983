"""Whole archives: chunks of articles over processes, atomic shards, a journal to resume from."""

from newsextract.batch.run import Run, Settings, Totals, run_batch

__all__ = ["Run", "Settings", "Totals", "run_batch"]
