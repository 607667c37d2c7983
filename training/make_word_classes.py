"""Write src/newsextract/facts/nouns.toml: words that jieba tags as verbs, adverbs or places and news uses as nouns.

    python training/make_word_classes.py ../shared/bulk/xwlb-12m.jsonl.xz

jieba gives a word one tag, whatever stands beside it. A few million characters of news tell more: 的 before it at the
end of a phrase, a light verb before it (进行 帮扶) or a common head after it (帮扶 工作) make it a noun; an aspect
particle, an auxiliary, a pronoun or a numeral beside it make it a verb.
"""

from __future__ import annotations

import argparse
import collections
import json
import lzma
from pathlib import Path

from newsextract.segment import tagged

SOURCE = Path(__file__).parents[1] / "src" / "newsextract"
OUT = SOURCE / "facts" / "nouns.toml"
AUXILIARIES = frozenset(
    ["不", "未", "将", "要", "正在", "已", "已经", "可以", "能", "会", "应", "没", "没有", "可", "能够", "必须", "需要",
     "正", "曾", "再", "又", "也", "都", "把", "被", "来", "去", "所"]
)  # fmt: skip
ASPECTS = frozenset("了着过")
ENDS = frozenset("，。、和；与！”等中上下")
HEADS = frozenset(
    ["工作", "项目", "资金", "力度", "能力", "水平", "行动", "计划", "政策", "服务", "中心", "工程", "体系", "机制",
     "机构", "人员", "基地", "措施", "制度", "情况", "任务", "活动", "设施", "设备", "方案", "条件"]
)  # fmt: skip
LIGHT = frozenset(
    ["进行", "开展", "加强", "推进", "推动", "加快", "实施", "促进", "深化", "扩大", "提高", "加大", "完善", "支持",
     "参与"]
)  # fmt: skip
CLASSIFIERS = frozenset("个名家项座所件条批起种位")
LEAST = 5
"""Nominal contexts that a word must be seen in."""
PLACES = 0.05
"""Share of a place name's contexts that are a common noun's before it counts as one."""


def contexts(path: Path) -> tuple[dict[str, str], dict[str, collections.Counter[str]]]:
    """Word → its tag, and how often it was seen at all, as a noun and as a verb."""
    tags: dict[str, str] = {}
    seen: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            words = tagged(json.loads(line)["text"], hmm=False)
            for (left, left_tag), (word, tag), (right, right_tag) in zip(words, words[1:], words[2:], strict=False):
                if len(word) < 2 or (tag[0] not in "vd" and tag not in ("ns", "ad")):
                    continue
                tags[word] = tag
                count = seen[word]
                count["all"] += 1
                count["verb"] += (right in ASPECTS) + (right_tag[0] in "rm" and right != "一")
                count["verb"] += left in AUXILIARIES or left_tag == "r"
                count["noun"] += (left == "的" or left in LIGHT) and right in ENDS
                count["noun"] += (right in HEADS) + (left in CLASSIFIERS)
    return tags, seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    tags, seen = contexts(parser.parse_args().news)
    rows = (SOURCE / "entities" / "places.tsv").read_text(encoding="utf-8").splitlines()
    places = {name for row in rows for field in row.split("\t")[1:3] for name in field.split()}
    verbal, common = [], []
    for word, count in seen.items():
        if count["noun"] < LEAST or word in places:
            continue
        if tags[word] == "v" and count["noun"] > 2 * count["verb"]:
            verbal.append(word)
        least = PLACES * count["all"] if tags[word] == "ns" else count["verb"]
        if tags[word] in ("ns", "d", "ad") and count["noun"] > least:
            common.append(word)
    lines = ["# Made by training/make_word_classes.py: words whose tag in jieba's dictionary misleads."]
    for name, words in (("verbal", verbal), ("common", common)):
        lines += ["", f"{name} = ["]
        row = "   "
        for word in sorted(words):
            if len(row) + len(word) > 108:
                lines.append(row)
                row = "   "
            row += f' "{word}",'
        lines += [row, "]"]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT}: {len(verbal)} verbal, {len(common)} common nouns")


if __name__ == "__main__":
    main()
