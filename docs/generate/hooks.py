"""Build-time parts of the site: reference pages from the code itself, so that they cannot be out of date.

A page asks for a part with `<!-- generated: cli -->`. Comments that steer the tests of the pages are taken out;
a block that is a file gets the file's name as its title.
"""

from __future__ import annotations

import html
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import click
import msgspec

from newsextract import cli, load, records
from newsextract.errors import CODES
from newsextract.readers.article import Blob, Options
from newsextract.readers.txt import read_txt

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
MODEL_CARD = HERE.parents[1] / "src" / "newsextract" / "entities" / "model" / "README.md"
ROW = "全省落实《关于加快新桥建设的意见》（国发〔2015〕5号），投资3—5亿元。"
SAMPLE = "zzrb-d18-tuopin"
PART = re.compile(r"^<!-- generated: (\w+) -->$", re.MULTILINE)
STEERING = re.compile(r"^<!--\s*(?:file|output|needs|exit|not run)\b.*?-->\n", re.MULTILINE)
FILE = re.compile(
    r"^<!-- file: (?P<name>\S+) -->\n(?P<marks>(?:<!--[^\n]*-->\n)*)```(?P<language>[a-z]+)\n", re.MULTILINE
)
WIDTH = 100
LONGEST_EXAMPLE = 60
_JSON = msgspec.json.Encoder(decimal_format="number")
STRUCTS: tuple[type[Any], ...] = (
    records.Record,
    records.Source,
    records.Meta,
    records.Author,
    records.Zone,
    records.Quantity,
    records.Date,
    records.Policy,
    records.PolicyItem,
    records.Entity,
    records.Fact,
    records.Indicator,
    records.Check,
    records.ErrorRecord,
    records.ErrorInfo,
)


def on_page_markdown(markdown: str, **kwargs: Any) -> str:
    """MkDocs' event: the page's Markdown with its generated parts."""
    markdown = PART.sub(lambda match: PARTS[match[1]](), markdown)
    markdown = FILE.sub(lambda match: f'{match["marks"]}```{match["language"]} title="{match["name"]}"\n', markdown)
    return STEERING.sub("", markdown)


def data(name: str) -> dict[str, Any]:
    """The hand-written half of a reference page."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def commands() -> str:
    """`--help` of the program and of each command."""
    parts = [f"```text\n{_help(cli.cli, 'newsextract')}\n```\n"]
    for name, command in cli.cli.commands.items():
        parts.append(f"## newsextract {name}\n\n```text\n{_help(command, f'newsextract {name}')}\n```\n")
    return "\n".join(parts)


def _help(command: click.Command, name: str) -> str:
    settings: dict[str, Any] = {**cli.cli.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, **settings)
    return command.get_help(context)


def errors() -> str:
    """Every code with what it means, when it comes and what to do."""
    rows = data("errors")
    parts = []
    for code, title in CODES.items():
        row = rows[code]
        parts.append(f"### {code}: {title} {{ #{code.lower()} }}\n\n{row['when']}\n\n**What to do.** {row['fix']}\n")
    return "\n".join(parts)


def fields() -> str:
    """Every struct of the record: field, type, meaning, and an example from the sample articles."""
    meanings = data("fields")
    examples = examples_of(_sample_records())
    parts = []
    for struct in STRUCTS:
        name = struct.__name__
        hints = get_type_hints(struct)
        lines = [
            f"## {name}\n",
            f"{meanings[name]['_']}\n",
            "| field | type | meaning | example |",
            "| --- | --- | --- | --- |",
        ]
        for field in struct.__struct_fields__:
            example = examples.get((name, field), "")
            lines.append(f"| `{field}` | {_type(hints[field])} | {meanings[name][field]} | {example} |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _sample_records() -> list[Any]:
    """The sample articles, one made-up row that has what they lack, and the error of an empty file."""
    extract = load()
    files = sorted(CORPUS.glob("*.txt"), key=lambda file: (file.stem != SAMPLE, file.stem))
    items = [item for file in files for item in _read(f"corpus/{file.name}", file.read_bytes())]
    found = [extract(item.text, doc_id=item.doc_id, source=item.source, meta=item.meta) for item in items]
    found.append(extract(ROW, meta=records.Meta(extra={"desk": "本地"})))
    return found + _read("archive/empty.txt", b"")


def _read(path: str, content: bytes) -> list[Any]:
    return list(read_txt(Blob(path, io.BytesIO(content), Options())))


def examples_of(found: list[Any]) -> dict[tuple[str, str], str]:
    """(struct, field) → the first value that is not empty, with the mention it stands on."""
    examples: dict[tuple[str, str], str] = {}
    for record in found:
        for struct in _structs(record):
            name = type(struct).__name__
            for field in struct.__struct_fields__:
                value = getattr(struct, field)
                if value in (None, "", (), {}) or (name, field) in examples:
                    continue
                shown = _value(value)
                if shown:
                    context = (
                        getattr(struct, "text", None) if name in ("Quantity", "Date", "Policy", "Entity") else None
                    )
                    suffix = f" in {context}" if context and field not in ("id", "start", "end", "text", "rule") else ""
                    examples[name, field] = f"<code>{_cell(shown)}</code>{_cell(suffix)}"
    return examples


def _structs(value: Any) -> Iterator[Any]:
    if hasattr(value, "__struct_fields__"):
        yield value
        for field in value.__struct_fields__:
            yield from _structs(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from _structs(item)


def _value(value: Any) -> str:
    text = value if isinstance(value, str) else _JSON.encode(value).decode()
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE]}…"


def _cell(text: str) -> str:
    """The text as it stands in a cell of a Markdown table."""
    return html.escape(text).replace("|", "&#124;").replace("*", "&#42;").replace("_", "&#95;").replace("`", "&#96;")


def _type(hint: Any) -> str:
    """A type as a reader of the JSON sees it."""
    options = get_args(hint)
    if options and type(None) in options:
        return f"{_type(_without_none(options))} or null"
    if options and all(isinstance(option, str) for option in options):
        return " ".join(f"`{option}`" for option in options)
    if options and getattr(hint, "__origin__", None) is tuple:
        inner = options[0]
        return f"list of {_type(inner)}" if options[-1] is Ellipsis else f"pair of {_type(inner)}"
    if hasattr(hint, "__struct_fields__"):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    plain = {"str": "string", "int": "integer", "float": "number", "bool": "true or false", "Decimal": "number"}
    return plain.get(getattr(hint, "__name__", ""), "object")


def _without_none(options: tuple[Any, ...]) -> Any:
    rest = [option for option in options if option is not type(None)]
    return rest[0]


def configuration() -> str:
    """Every key of the TOML file, and the keys of its entries."""
    keys = data("configuration")
    lines = ["| key | type | default | meaning |", "| --- | --- | --- | --- |"]
    lines += [
        f"| `{name}` | {row['type']} | {row['default']} | {row['meaning']} |" for name, row in keys["keys"].items()
    ]
    parts = ["\n".join(lines) + "\n"]
    for name, rows in keys["entries"].items():
        lines = [f"## `[[{name}]]`\n", "| key | needed | meaning |", "| --- | --- | --- |"]
        lines += [f"| `{key}` | {row['needed']} | {row['meaning']} |" for key, row in rows.items()]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def peers() -> str:
    """The table of benchmarks/peers.py."""
    run = _measured("peers")
    lines = [
        f"Measured on {run['date']}: {run['machine']}, {run['cores']} cores, one used, Python {run['python']}, "
        f"{run['rounds']} rounds.\n",
        "| program | characters a second | spread | articles |",
        "| --- | ---: | ---: | ---: |",
    ]
    for row in run["results"]:
        versions = ", ".join(f"{name} {version}" for name, version in row.get("versions", {}).items())
        name = f"{row['name']} ({versions})" if versions else row["name"]
        if "error" in row:
            lines.append(f"| {name} | {row['error']} | | |")
        else:
            rate, spread = row["characters_per_second"], row["spread"]
            lines.append(f"| {name} | {rate:,} | ±{spread:.0%} | {row['articles']:,} |")
    return "\n".join(lines) + "\n"


def scaling() -> str:
    """The figures of benchmarks/scaling.py."""
    run = _measured("scaling")
    start = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in run["start_up"].items())
    lines = [f"CPU time of the {start}. Peak memory of a process: {run['peak_mb']} MB.\n"]
    lines += ["| text | CPU nanoseconds a character |", "| --- | ---: |"]
    lines += [f"| article of {float(size) / 1000:,.0f} kB | {ns:,.0f} |" for size, ns in run["article_bytes"].items()]
    lines += [
        f"| archive of {float(n):,.0f} articles, start-up included | {ns:,.0f} |"
        for n, ns in run["archive_articles"].items()
    ]
    return "\n".join(lines) + "\n"


def model_card() -> str:
    """The card that lies beside the weights, without its title, which is the page's."""
    return MODEL_CARD.read_text(encoding="utf-8").partition("\n")[2].strip() + "\n"


def _measured(name: str) -> Any:
    return json.loads((HERE.parent / f"{name}.json").read_text(encoding="utf-8"))


PARTS: dict[str, Callable[[], str]] = {
    "peers": peers,
    "scaling": scaling,
    "cli": commands,
    "errors": errors,
    "fields": fields,
    "configuration": configuration,
    "model_card": model_card,
}
