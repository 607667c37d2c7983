"""The head of a name: the noun phrase right after it (“N+2”|精准扶贫模式)."""

from __future__ import annotations

import re
from functools import lru_cache

import rjieba

from newsextract.policies.candidates import HAN

_BEHIND = re.compile(rf"[{HAN}]{{2,14}}")
# Verbs that head a noun phrase as often as not; jieba tags some of them v.
_NOMINAL = frozenset(
    """合作 建设 工作 设置 创建 改革 监督 管理 服务 治理 教育 活动 行动 整治 联动 模式 规划 计划 试点 对话 会谈 会晤 监管 保障 帮扶 扶贫
    培训 培养 审计 调查 评估 评价 考核 评选 检查 抽查 协商 学习 研究 发展 开发 投资 贸易 援藏 援疆 宣传 创新 联合 合作社 巡视 巡察 防控 倡议 支撑 宣言 方针 保障""".split()
)
_STOP = frozenset("并举 联动 沿线 以来 期间 时期 有利于 取得 全面 打响 提出 精准 深入 开局 之年 等".split())
_ADJECTIVES = frozenset("a b an ad f s j".split())


def of(shadow: str, after: int) -> tuple[int, int] | None:
    """The span of the head behind a name that ends before `after`, or None."""
    match = _BEHIND.match(shadow, after)
    length = _length(match[0]) if match else 0
    return (after, after + length) if length else None


@lru_cache(maxsize=4096)
def _length(words: str) -> int:
    """How many of the characters make up the noun phrase: noun-like words, ending in a noun."""
    length = best = 0
    for word, tag in rjieba.tag(words):
        noun = (tag[0] == "n" and not tag.startswith("nr")) or tag == "vn" or tag in ("l", "j") or word in _NOMINAL
        if not noun and tag not in _ADJECTIVES:
            break
        length += len(word)
        if noun:
            best = length
    return best
