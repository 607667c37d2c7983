"""spaCy: the tagger as the pipe `newsextract_ner`, which sets `doc.ents` on any Chinese pipeline.

    import spacy, newsextract.spacy
    nlp = spacy.blank("zh")
    nlp.add_pipe("newsextract_ner", config={"tagger": "fast"})

Names that do not begin and end with tokens are not widened: they are left out of `doc.ents` and listed in
`doc.user_data["newsextract_unaligned"]` as (start, end, label) in characters.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from newsextract import text as texts
from newsextract.config import Config
from newsextract.document import Document
from newsextract.entities import build
from newsextract.records import Meta

UNALIGNED = "newsextract_unaligned"


@Language.factory("newsextract_ner", assigns=["doc.ents"], default_config={"tagger": "fast"})
def newsextract_ner(nlp: Language, name: str, tagger: str) -> Callable[[Doc], Doc]:
    """The pipe; raises as newsextract.entities.build does."""
    find = build(Config(tagger=tagger))

    def pipe(doc: Doc) -> Doc:
        document = Document("", doc.text, texts.shadow(doc.text), (), ((0, len(doc.text)),), Meta(), None)
        spans, unaligned = [], []
        for entity in find([document])[0]:
            span = doc.char_span(entity.start, entity.end, label=entity.label)
            if span is None:
                unaligned.append((entity.start, entity.end, entity.label))
            else:
                spans.append(span)
        doc.ents = filter_spans([*spans, *doc.ents])
        doc.user_data[UNALIGNED] = unaligned
        return doc

    return pipe
