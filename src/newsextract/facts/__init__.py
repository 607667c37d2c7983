"""Facts (what each quantity measures, when, where, in which direction) and the arithmetic between them."""

from newsextract.facts.check import check
from newsextract.facts.link import link

__all__ = ["RULES", "check", "link"]

RULES: dict[str, str] = {
    "fact.after": "the noun after the number: 181个 | 贫困村",
    "fact.headed": "the head of a phrase after the number that a verb opens: 14个 | 落实计划 | 专项指挥部",
    "fact.before": "the noun before the number, past verbs, modifiers and comparisons: 贷款 | 达7.1亿元",
    "fact.before_verb": "the noun before a bare verb and its adverbs: 班列 | 累计开行 | 1.7万列",
    "fact.target": "what has been done in part: 完成 | 全年计划的80%",
    "fact.size": "what the next number counts, of which this one tells the size: 35千伏 | 变电站 | 47座",
    "fact.share": "what the number is the share of: 20%的农户 | 因病致贫",
    "fact.fate": "what people do or undergo, where no noun names them: 2人 | 受伤",
    "fact.row": "the title of its row in a table",
    "fact.unit": "the unit, which is a noun itself: 180村",
    "fact.list": "the same as for the number that this one is listed with: 26180户 96467人",
    "fact.each": "its own member of a list, by 分别: A、B分别增长x、y",
    "fact.subject": "the subject of an earlier clause of the sentence: 进口 | 继续扩大，突破3000亿美元",
    "fact.carried": "the same as for the number before in the sentence: 产量5万吨，增长3%",
    "fact.none": "no words of the sentence name it",
}
"""Rule of a fact → why it has its indicator, for people."""
