"""Documents: titles in 《》, quoted and bare “关于…的意见”, laws by name, document numbers, and their short forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.policies.candidates import HAN, Candidate, Priority, Quote

LONGEST_TITLE = 160

# The last word of an official document's title: GB/T 9704's kinds, the Legislation Law's, and those of treaties.
KINDS = tuple(
    """意见 条例 方案 通知 决定 规划 条约 协定 办法 公约 规定 纲要 宣言 计划 声明 建议 宪章 公报 章程 协议 指南 准则 目录
    决议 倡议 备忘录 议定书 措施 规则 细则 法 法典 法案 议程 要点 指引 草案 批复 大纲 通报 解释 公告 通告 标准 清单 报告 政策
    规范 行动 战略 规程 预案 安排 命令 令 倡议书 建议书 承诺书 公开信 白皮书 蓝皮书 绿皮书 纪要 共识 愿景 路线图 修正案 制度 守则 答复
    合同 协议书 条款 党章 宪法 指针 指导原则 原则 机制 工程 框架 工作流程 管理流程 指导案例 任务书 责任书 说明书 意见书 图景
    若干问题 名单 总则 通则 政府工作报告 合作文件 实施意见 目标 攻坚战""".split()
)
SHORT_KINDS = frozenset(
    """意见 条例 方案 通知 决定 规划 条约 协定 办法 公约 规定 纲要 宣言 计划 声明 建议 宪章 公报 章程 协议 指南 准则 目录
    决议 倡议 备忘录 议定书 措施 规则 细则 法案 议程 要点 指引 草案 批复 大纲 通报 解释 公告 通告 标准 清单 报告 政策
    规范 战略 规程 预案 白皮书 纪要 共识 实施意见 实施方案 总体方案 行动计划 实施细则 若干规定 若干意见 指导意见 暂行规定
    暂行办法 管理办法 考核办法 行动方案 司法解释""".split()
)
# Books, papers and shows whose last word happens to be a document kind.
_NOT_TITLE = re.compile(
    r"学习纲要$|史纲要?$|^论|——|评论|述评|辅导|读本|故事|新闻|之歌|工作法$|在行动$|魔法$|方法$|书法$|看法$|想法$|说法$|做法$|文选|"
    r"精神$|讲话$|文章|访谈|时报|有办法$|共产党宣言|独立宣言|调查报告$|[?!]"
)
_AFTER_BOOK = re.compile(
    r" ?(?:一书|一文|这本书|新书|图书|专著|等书|节目|栏目|专栏|专题片|纪录片|政论片|电视片|电影|电视剧|话剧|舞剧|歌剧|歌曲|杂志|期刊|"
    r"的?(?:评论员)?文章|社论|特别报道|系列报道|晚会|展览|特展|绘本|小说|画册|邮票|组歌|交响)"
)
_BEFORE_BOOK = re.compile(
    r"(?:文章|社论|评论|题为|歌曲|专著|电影|话剧|纪录片|专题片|栏目|节目|图书|小说|杂志|期刊|晚会|频道|特别报道|系列报道|著作|书籍)(?:\w{0,2})$"
)
_TAIL = re.compile(r"(?: ?\([^()]{1,30}\)| ?\d{4}(?:[-—~]{1,2}\d{4})?年?|”|’)+$")
_NUMBER = rf"[{HAN}]{{2,10}}(?:〔|\[|\(|【)(?:19|20)\d\d(?:〕|\]|\)|】)第?\d{{1,5}}号"
NUMBER = re.compile(_NUMBER)
_NUMBER_AFTER = re.compile(rf" ?\(?({_NUMBER})\)?")
_WHITE_PAPER = re.compile(r"(?:的)?(?:白皮书|政策文件)")

_BRACKETS = re.compile("[《》]")


def titles(shadow: str) -> list[tuple[int, int]]:
    """Spans inside the outermost 《》. A mark that never closes does not swallow the titles behind it."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    inner: list[tuple[int, int]] = []
    for match in _BRACKETS.finditer(shadow):
        at = match.start()
        if opened and not _one_title(shadow, opened[0], at):
            found += inner
            opened, inner = [], []
        if match[0] == "《":
            opened.append(at + 1)
            continue
        if not opened:
            continue
        start = opened.pop()
        if opened:
            inner.append((start, at))
            continue
        found.append((start, at))
        inner = []
    return found + inner


def _one_title(shadow: str, start: int, end: int) -> bool:
    """A title is short, and at most broken over a line's end, never over a paragraph's."""
    return end - start <= LONGEST_TITLE and shadow.count("\n", start, end) <= 1 and "。" not in shadow[start:end]


def in_marks(shadow: str, spans: list[tuple[int, int]]) -> Iterator[Candidate]:
    """Titles in 《》 that are documents."""
    for start, end in spans:
        title = shadow[start:end].replace("\n", "")
        before, after = shadow[max(0, start - 9) : start - 1], shadow[end + 1 : end + 11]
        if not _is_document(title, before, after):
            continue
        number = _NUMBER_AFTER.match(shadow, end + 1)
        behind = number.end() if number else end + 1
        yield Candidate(
            start,
            end,
            "document",
            "policy.document.title",
            Priority.TITLE,
            behind,
            number=number[1] if number else None,
        )


def _is_document(title: str, before: str, after: str) -> bool:
    if title in SHORT_KINDS:
        return True
    if _WHITE_PAPER.match(after) and not _BEFORE_BOOK.search(before):
        return True
    core = _TAIL.sub("", title)
    if len(core) < 3 or not core.endswith(KINDS) or _NOT_TITLE.search(core):
        return False
    return not _AFTER_BOOK.match(after) and not _BEFORE_BOOK.search(before)


_ABOUT_KINDS = "意见|通知|决定|办法|方案|规定|决议|公告|通告|条例|若干措施|措施|建议|解释|批复|实施细则|公报|宣言|声明|备忘录|协定|纲要|规划"
_ABOUT_QUOTED = re.compile(rf"(?:[{HAN}]{{2,16}})?关于[^《》\n]{{3,80}}(?:{_ABOUT_KINDS})(?:\([^()]{{1,12}}\))?")
# Without marks only where somebody issues it, and where the name ends at the kind word.
_ISSUED = "发布|印发|出台|下发|公布|通过|颁布|发出|制定|审议|签署|颁发|批准|审议通过|研究制定|联合发布|联合印发|转发|发表|批转"
_ABOUT_BARE = re.compile(
    rf"(?<=[了布发台过定议])(关于[^《》“”\n。;:!?]{{4,60}}?的(?:[{HAN}]{{0,4}}?)(?:{_ABOUT_KINDS}))(?=[,。;、)\n ]|$|的|,)"
)
_ISSUED_BEFORE = re.compile(rf"(?:{_ISSUED})(?:了)?$")


def quoted(marks: list[Quote]) -> Iterator[Candidate]:
    """“关于…的意见” between quotation marks."""
    for mark in marks:
        if _ABOUT_QUOTED.fullmatch(mark.text):
            yield Candidate(mark.start, mark.end, "document", "policy.document.about", Priority.QUOTED, mark.after)


def about(shadow: str) -> Iterator[Candidate]:
    """Bare “关于…的意见” behind a verb of issuing."""
    at = shadow.find("关于")
    while at >= 0:
        if at and _ISSUED_BEFORE.search(shadow, max(0, at - 6), at) and (match := _ABOUT_BARE.match(shadow, at)):
            yield Candidate(at, match.end(1), "document", "policy.document.about", Priority.BARE_DOCUMENT, match.end(1))
            at = shadow.find("关于", match.end())
            continue
        at = shadow.find("关于", at + 2)


def numbers(shadow: str) -> Iterator[Candidate]:
    """Document numbers that stand alone: 国发〔2015〕1号."""
    for match in _YEAR_NUMBER.finditer(shadow):
        start = match.start()
        while start > 0 and match.start() - start < 8 and _ORGAN.match(shadow[start - 1]):
            start -= 1
        if match.start() - start >= 2:
            yield Candidate(
                start, match.end(), "document", "policy.document.number", Priority.BARE_DOCUMENT, match.end(),
                number=shadow[start : match.end()],
            )  # fmt: skip


_YEAR_NUMBER = re.compile(r"(?:〔|\[|【)(?:19|20)\d\d(?:〕|\]|】)第?\d{1,5}号")
_ORGAN = re.compile(f"[{HAN}]")

# The word before 法 that makes a law's name; 法 must not go on to 法律, 法院, 法规 …
_LAW = re.compile(
    "(?:促进|保护|防治|管理|组织|保障|诉讼|监督|安全|处罚|许可|强制|复议|教育|监察|国防|制裁|管制|救助|调解|仲裁|预防|节约|"
    "利用|统计|审计|招标|采购|登记|合同|破产|公司|证券|保险|基金|银行|信托|税|商务|服务|就业|卫生|医师|教师|警察|法官|"
    "检疫|环境|资源|条约|缔结|赔偿|自治|戒严|动员|征收|投资|贸易|竞争|垄断|洗钱|恐怖主义|间谍|旅游|体育|文物|档案|著作权|"
    "专利|商标|计量|标准化|种子|畜牧|渔业|草原|森林|湿地|海洋|海岛|矿产|电力|能源|铁路|公路|港口|民航|航空|邮政|电信|广告|食品|药品|疫苗|"
    "金融|仲裁|公证|律师|慈善|红十字会|工会|村委会|居委会|选举|代表|立法|国籍|国旗|国徽|国歌|兵役|军人|武警|人防|反家庭暴力|社区矫正)"
    "法(?:\\((?:草案|修订草案|修正草案)\\)|典|修正案|修订草案|修正草案|草案)?(?![律院庭规官治人定制则案典修草学纪度宝])"
)
_LAW_START = re.compile(
    rf".*(?:[^{HAN}]|制定|修改|修订|修正|出台|审议|通过|实施|施行|贯彻|根据|依据|依照|按照|违反|适用|遵守|执行|颁布|公布|学习|宣传|符合|落实|"
    r"推进|推动|完善|起草|编纂|审查|表决|批准|细化|首部|一部|关于|全社会|社会|指出|认为|表示|强调|常委会|人大|我国|全国|美国|日本|英国|法国|德国|"
    r"俄罗斯|韩国|实行|要求|有关|相关|包括|以及|配合|检查|开展|加强|做好|统筹|研究|[的了和及对在由将把从按以是该这部])(?:中国|我国|新)?",
    re.DOTALL,
)


def laws(shadow: str) -> Iterator[Candidate]:
    """Laws by their short names that no lexicon knows: 黄河保护法, 生态环境法典."""
    for match in _LAW.finditer(shadow):
        floor = max(0, match.start() - 14)
        window = shadow[floor : match.start()]
        edge = _LAW_START.match(window)
        if edge is None and floor:
            continue
        start = floor + (edge.end() if edge else 0)
        if 3 <= match.end() - start and start < match.start() + 2:
            yield Candidate(start, match.end(), "document", "policy.document.law", Priority.SHAPE, match.end())


DRAFT = re.compile(r"\((?:修订|修正)?草案\)|(?:修订|修正)?草案|修正案(?:草案)?")
_GOES_ON = re.compile(r"[律院庭规官治人定制则案典学纪度宝理]|和法律委|法院|委员会|宣誓|日|性|意识|精神")
_BEFORE_SHORT = frozenset("的和与及对在是按据照改订定施议过新国我了以把将由从违反用行守执法》”")


def stands_alone(shadow: str, start: int, end: int) -> bool:
    """Whether a known law's name is not part of a longer word: 宪法|法院, 国际|刑法."""
    if shadow[end - 1] != "法":
        return True
    if _GOES_ON.match(shadow, end):
        return False
    before = shadow[start - 1 : start]
    return (
        end - start > 3
        or shadow[start:end] == "宪法"
        or not before
        or not "\u4e00" <= before <= "\u9fff"
        or before in _BEFORE_SHORT
    )


def canonical_of_short(short: str, earlier: list[str]) -> str | None:
    """The full title that a short form such as 《意见》 stands for: the latest one before it that ends in it."""
    return next((full for full in reversed(earlier) if full != short and _TAIL.sub("", full).endswith(short)), None)


_LISTED_KIND = "方案|办法|条例|规定|规划|准则|细则|意见"
_LISTED = re.compile(rf"(?:{_LISTED_KIND})(?:\([^()\n]{{1,8}}\))?、")
_LIST_MEMBER = re.compile(rf"[^,。;:\n《》、]{{4,40}}(?:{_LISTED_KIND})(?:\([^()\n]{{1,8}}\))?")
_LIST_LEAD = re.compile(r".*?(?:包括|分别是|分别为|例如|比如|如|有|即|出台|发布|印发|制定|审议通过|通过|了|是)")
_CLAUSE_MARKS = ",。;:\n《》"


def listed(shadow: str) -> Iterator[Candidate]:
    """Three or more bare titles in a row: 包括…督察方案(试行)、…建设方案、…追究办法(试行)."""
    done = 0
    for match in _LISTED.finditer(shadow):
        if match.start() < done:
            continue
        start = match.start()
        while start > done and match.start() - start < 50 and shadow[start - 1] not in _CLAUSE_MARKS:
            start -= 1
        end = match.end()
        while end < len(shadow) and shadow[end] not in _CLAUSE_MARKS:
            end += 1
        done = end
        yield from _members(shadow, start, end)


def _members(shadow: str, start: int, end: int) -> Iterator[Candidate]:
    spans = []
    at = start
    for text in shadow[start:end].split("、"):
        spans.append((at, at + len(text)))
        at += len(text) + 1
    lead = _LIST_LEAD.match(shadow, spans[0][0], spans[0][1] - 6)
    if lead:
        spans[0] = (lead.end(), spans[0][1])
    if len(spans) < 3 or not all(_LIST_MEMBER.fullmatch(shadow, *span) for span in spans):
        return
    for span in spans:
        yield Candidate(*span, "document", "policy.document.listed", Priority.BARE_DOCUMENT, span[1])
