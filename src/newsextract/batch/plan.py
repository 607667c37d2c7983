"""Articles → numbered shards, each with a key that says what its result depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from newsextract.portions import portions
from newsextract.readers import Article, Item
from newsextract.records import ErrorRecord

SHARD_ARTICLES = 1024
SHARD_CHARACTERS = 2_000_000
CHUNK_ARTICLES = 64  # an article at a time costs five times as much to send (docs/architecture.md)
CHUNK_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Shard:
    """Some articles in a row, written and journalled as one.

    number: from 0. key: hash of all that was given. more: it is full, and another follows.
    """

    number: int
    key: str
    items: tuple[Item, ...]
    more: bool


def shards(items: Iterable[Item]) -> Iterator[Shard]:
    """The items in shards: an article that changes keeps its place, so that only its shard is redone."""
    for number, (part, more) in enumerate(portions(items, size_of, SHARD_ARTICLES, SHARD_CHARACTERS)):
        yield Shard(number, key_of(part), part, more)


def chunks(shard: Shard) -> list[tuple[Item, ...]]:
    """The shard's items in the portions that go to a worker at a time."""
    return [part for part, _ in portions(shard.items, size_of, CHUNK_ARTICLES, CHUNK_CHARACTERS)]


def key_of(items: tuple[Item, ...]) -> str:
    """A hash of everything given about the items."""
    digest = hashlib.sha256()
    for item in items:
        if isinstance(item, ErrorRecord):
            digest.update(item.to_json())
            continue
        meta = item.meta if isinstance(item, Article) else None
        given = (item.doc_id, item.source, meta, item.text.encode("utf-8", "surrogatepass"))
        digest.update(msgspec.msgpack.encode(given))
    return digest.hexdigest()


def size_of(item: Item) -> int:
    return 0 if isinstance(item, ErrorRecord) else len(item.text)
