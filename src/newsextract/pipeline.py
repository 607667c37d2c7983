"""The stages in order: text and metadata in, record out. No files, no clock, no network: same input, same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from os import PathLike
from typing import Any

import msgspec

from newsextract import dates, entities, facts, policies, quantities, segment, wraps, zones
from newsextract import text as texts
from newsextract.config import Config, load_config
from newsextract.document import Document
from newsextract.records import SCHEMA_VERSION, Date, Entity, Meta, Policy, Quantity, Record, Source

CLAIMED = "\ue000"
"""Stands in the free text for characters that an earlier layer has taken; no grammar knows it."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A configured extractor: `Pipeline(text, published=…)` → Record. Make it with `newsextract.load()`."""

    config: Config
    find_policies: Callable[[Document], list[Policy]]
    find_dates: Callable[[Document, str], list[Date]]
    find_quantities: Callable[[Document, str], list[Quantity]]
    find_entities: Callable[[Document], list[Entity]]

    def __call__(
        self,
        text: str,
        *,
        published: str | None = None,
        meta: Meta | Mapping[str, Any] | None = None,
        doc_id: str | None = None,
        source: Source | None = None,
    ) -> Record:
        """Extract one article.

        published: the publication date, “2019-10-17”; it wins over `meta` and over what the page says.
        meta: title, publication … where the caller knows them; they win over what the page says.
        """
        joined = wraps.join(self.read(text, published=published, meta=meta, doc_id=doc_id, source=source))
        document = joined.document
        named = self.find_policies(document)
        free = texts.blank(document.shadow, [(p.start, p.end) for p in named], CLAIMED)
        times = self.find_dates(document, free)
        free = texts.blank(free, [(d.start, d.end) for d in times], CLAIMED)
        amounts = self.find_quantities(document, free)
        names = self.find_entities(document)
        linked = facts.link(document, amounts, times, names)
        return Record(
            schema_version=SCHEMA_VERSION,
            doc_id=document.doc_id,
            source=source or Source(),
            meta=document.meta,
            text=text,
            zones=joined.original.zones,
            sentences=joined.sentences(),
            quantities=joined.spans(amounts),
            dates=joined.spans(times),
            policies=joined.spans(named),
            entities=joined.spans(names),
            facts=joined.facts(linked),
            checks=tuple(facts.check(document, amounts, times, linked)),
        )

    def read(
        self,
        text: str,
        *,
        published: str | None = None,
        meta: Meta | Mapping[str, Any] | None = None,
        doc_id: str | None = None,
        source: Source | None = None,
    ) -> Document:
        """The first half of the way: shadow, zones, sentences and reference date, before any recogniser."""
        known = meta if isinstance(meta, Meta) else msgspec.convert(dict(meta or {}), Meta)
        if published:
            known = msgspec.structs.replace(known, published=published, published_from="given")
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
