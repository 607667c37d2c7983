"""Policy names: formulas, slogans, documents and programmes, with what they stand for (guidelines §3 and §6)."""

from newsextract.policies.recognise import build

__all__ = ["build"]
