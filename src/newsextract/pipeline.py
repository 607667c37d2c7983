"""The stages in order: text and metadata in, record out. No files, no clock, no network: same input, same bytes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from os import PathLike
from typing import Any

import msgspec

from newsextract import dates, entities, facts, policies, quantities, segment, wraps, zones
from newsextract import text as texts
from newsextract.config import Config, load_config
from newsextract.dates.published import normal
from newsextract.document import NOWHERE, Document
from newsextract.errors import InputError
from newsextract.portions import portions
from newsextract.records import SCHEMA_VERSION, Check, Date, Entity, Fact, Meta, Policy, Quantity, Record, Source

PORTION, PORTION_CHARACTERS = 256, 200_000  # of documents that go through the stages together
CLAIMED = "\ue000"
"""Stands in the free text for characters that an earlier layer has taken; no grammar knows it."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A configured extractor: `Pipeline(text, published=…)` → Record. Make it with `newsextract.load()`."""

    config: Config
    find_policies: Callable[[Document], list[Policy]]
    find_dates: Callable[[Document, str], list[Date]]
    find_quantities: Callable[[Document, str], list[Quantity]]
    find_entities: Callable[[Sequence[Document]], list[list[Entity]]]

    def __call__(
        self,
        text: str,
        *,
        published: str | date | None = None,
        meta: Meta | Mapping[str, Any] | None = None,
        doc_id: str | None = None,
        source: Source | None = None,
    ) -> Record:
        """Extract one article.

        published: the publication date, “2019-10-17” or a date or datetime; it wins over `meta` and over what the page
        says. meta: title, publication … where the caller knows them; they win over what the page says.
        Raises InputError NX104 where the text is no string or a field of meta is not what it must be, NX108 where the
        publication date is none.
        """
        return self._records([self.read(text, published=published, meta=meta, doc_id=doc_id, source=source)])[0]

    def pipe(self, articles: Iterable[str | Document]) -> Iterator[Record]:
        """The records of texts, or of what `read` made of them, in order: the same as one by one, a third faster.

        `read` gives each article its day: `pipeline.pipe(pipeline.read(text, published=day) for text, day in rows)`.

        A stage works on a portion of the documents before the next one does, and finds its patterns and tables in the
        processor's cache (docs/performance.md).
        """
        documents = (article if isinstance(article, Document) else self.read(article) for article in articles)
        for portion, _ in portions(documents, lambda document: len(document.text), PORTION, PORTION_CHARACTERS):
            with _no_collector():
                records = self._records(portion)
            yield from records

    def _records(self, documents: Sequence[Document]) -> list[Record]:
        """Every document's record, stage by stage."""
        joined = [wraps.join(document) for document in documents]
        read = [one.document for one in joined]
        named = [self.find_policies(document) for document in read]
        free = [_without(document.shadow, taken) for document, taken in zip(read, named, strict=True)]
        times = [self.find_dates(*given) for given in zip(read, free, strict=True)]
        free = [_without(*given) for given in zip(free, times, strict=True)]
        amounts = [self.find_quantities(*given) for given in zip(read, free, strict=True)]
        names = self.find_entities(read)
        linked = [facts.link(*given) for given in zip(read, amounts, times, names, strict=True)]
        checks = [facts.check(*given) for given in zip(read, amounts, times, linked, strict=True)]
        found = zip(joined, amounts, times, named, names, linked, checks, strict=True)
        return [_record(*layers) for layers in found]

    def read(
        self,
        text: str,
        *,
        published: str | date | None = None,
        meta: Meta | Mapping[str, Any] | None = None,
        doc_id: str | None = None,
        source: Source | None = None,
    ) -> Document:
        """The first half of the way: shadow, zones, sentences and reference date, before any recogniser."""
        if not isinstance(text, str):
            what = f"the text is {type(text).__name__}, not a string"
            raise InputError("NX104", what, where=doc_id, fix="Give a string; newsextract.readers.read reads files")
        known = _known(meta, published)
        whole = texts.shadow(text)
        layout = zones.split(text, whole, known.title)
        shadow = texts.blank(whole, layout.hidden)
        page = zones.merge(known, layout.meta)
        path = source.path if source else None
        day, origin = dates.published(page.published, page.published_from, shadow, path)
        page = msgspec.structs.replace(page, published=day, published_from=origin)
        return Document(
            doc_id=doc_id or "text",
            text=text,
            shadow=shadow,
            zones=layout.zones,
            sentences=segment.sentences(shadow, layout.zones),
            meta=page,
            reference=day,
            source=source or NOWHERE,
        )


@contextmanager
def _no_collector() -> Iterator[None]:
    """The collector of cycles waits: it would look at every mention several times, and there are no cycles."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _known(meta: Meta | Mapping[str, Any] | None, published: str | date | None) -> Meta:
    """What the caller knows of the article."""
    if not isinstance(meta, Meta):
        meta = _converted(dict(meta or {}))
    given = published or (meta.published if meta.published_from in {None, "given"} else None)
    if not given:
        return meta
    day = given.isoformat() if isinstance(given, date) else given
    if not isinstance(day, str) or normal(day) is None:
        fix = "Write it like 2019-10-17, or leave it out"
        raise InputError("NX108", f"{day!r} is no publication date", where="published", fix=fix)
    return msgspec.structs.replace(meta, published=day, published_from="given")


def _converted(values: dict[str, Any]) -> Meta:
    if isinstance(day := values.get("published"), date):
        values["published"] = day.isoformat()
    try:
        return msgspec.convert(values, Meta)
    except msgspec.ValidationError as error:
        fix = f"Its fields: {', '.join(Meta.__struct_fields__)}"
        raise InputError("NX104", str(error), where="meta", fix=fix) from error


def _without(text: str, taken: Sequence[Policy] | Sequence[Date]) -> str:
    """The text for the next layers: what these mentions cover is blanked."""
    return texts.blank(text, [(mention.start, mention.end) for mention in taken], CLAIMED)


def _record(  # noqa: PLR0917  a layer each
    joined: wraps.Joined,
    amounts: list[Quantity],
    times: list[Date],
    named: list[Policy],
    names: list[Entity],
    linked: list[Fact],
    checks: list[Check],
) -> Record:
    """A document's layers, at the offsets of the article as given."""
    document = joined.original
    return Record(
        schema_version=SCHEMA_VERSION,
        doc_id=document.doc_id,
        source=document.source,
        meta=document.meta,
        text=document.text,
        zones=document.zones,
        sentences=joined.sentences(),
        quantities=joined.spans(amounts),
        dates=joined.spans(times),
        policies=joined.spans(named),
        entities=joined.spans(names),
        facts=joined.facts(linked),
        checks=tuple(checks),
    )


def load(config: str | PathLike[str] | Mapping[str, Any] | Config | None = None) -> Pipeline:
    """A Pipeline configured by a TOML file's path, a mapping such as {"tagger": "none"}, or None for the defaults."""
    settings = load_config(config)
    return Pipeline(
        config=settings,
        find_policies=policies.build(settings),
        find_dates=dates.build(settings),
        find_quantities=quantities.build(settings),
        find_entities=entities.build(settings),
    )
