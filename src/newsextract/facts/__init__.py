"""Facts (what each quantity measures, when, where, in which direction) and the arithmetic between them."""

from newsextract.facts.check import check
from newsextract.facts.link import link

__all__ = ["check", "link"]
