"""One exception tree. Every error has a code, says what happened and where, and what to do about it."""

from __future__ import annotations

CODES: dict[str, str] = {
    "NX101": "the input cannot be read",
    "NX102": "the input's bytes are in no known encoding",
    "NX103": "the input is of no known format",
    "NX104": "a row of the input is not a usable article",
    "NX105": "two articles have one doc_id",
    "NX106": "an input is larger than its limit, or not to be trusted",
    "NX107": "a column that was named is not in the table",
    "NX108": "a publication date cannot be read",
    "NX201": "the configuration cannot be read",
    "NX202": "a configuration key or value is not known",
    "NX203": "a lexicon entry is not valid",
    "NX301": "an optional package is missing",
    "NX302": "a model or data file is missing or damaged",
    "NX401": "the output cannot be written",
    "NX402": "the gold cannot be read",
    "NX403": "records and gold do not belong together",
    "NX404": "a figure name is not known",
    "NX405": "the output folder is in use by another run",
    "NX406": "the output folder belongs to a run with other settings",
    "NX901": "the extractor failed on an article",
    "NX902": "an article took longer than its limit",
    "NX903": "an article killed its worker twice",
}


class NewsextractError(Exception):
    """Base of all errors raised on purpose.

    code: a key of CODES. what: what happened. where: file, line, key or offset. fix: what the user can do.
    """

    def __init__(self, code: str, what: str, *, where: str | None = None, fix: str | None = None) -> None:
        if code not in CODES:
            raise ValueError(f"unknown error code {code}")
        # Other libraries' messages have several lines; an error here has one.
        self.code, self.what, self.where, self.fix = code, " ".join(what.split()), where, fix
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        fix = f". {self.fix}" if self.fix else ""
        return f"{self.code}: {self.what}{place}{fix}"

    def __reduce__(self) -> tuple[object, ...]:
        """Keyword-only fields survive pickling, so that errors cross process boundaries whole."""
        return _rebuild, (type(self), self.code, self.what, self.where, self.fix)


class InputError(NewsextractError):
    """Something is wrong with what was given to read."""


class ConfigError(NewsextractError):
    """Something is wrong with the settings or a lexicon."""


class MissingError(NewsextractError):
    """An optional package or a data file is missing."""


class OutputError(NewsextractError):
    """Something cannot be written, or written output cannot be compared."""


class ExtractionError(NewsextractError):
    """The pipeline itself failed on one article: a bug worth reporting."""


def _rebuild(cls: type[NewsextractError], code: str, what: str, where: str | None, fix: str | None) -> NewsextractError:
    return cls(code, what, where=where, fix=fix)
