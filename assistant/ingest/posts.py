"""Whether words say what somebody is or where he works: 云江大学教授, 市委党校."""

import re

_POSTS = """
教授 讲师 助教 研究员 院士 博士 博士后 博士生 硕士 硕士生 研究生 大学生 导师 博导
学者 专家 作家 诗人 画家 书法家 评论家 企业家 律师 法官 检察官 公证员 医师 医生 护士
护士长 药师 工程师 经济师 会计师 农艺师 设计师 规划师 建筑师 分析师 审计师 教师 老师
班主任 辅导员 教研员 校长 园长 院长 主任 所长 处长 科长 股长 局长 厅长 部长 司长 署长
镇长 乡长 村长 区长 县长 市长 省长 州长 盟长 旗长 书记 委员 代表 常委 主席 会长 理事
理事长 秘书长 秘书 董事 董事长 监事长 经理 总裁 主编 总编 总编辑 编辑 编审 记者
通讯员 馆长 馆员 台长 社长 站长 行长 队长 队员 团长 关长 庭长 组长 校友 会员 成员
干部 干事 科员 职员 职工 员工 调研员 巡视员 督学 参事 顾问 首席 创始人 负责人 带头人
传承人 合伙人 发言人 主持人 学生 战士 民警 警官 警长 参谋 政委 检察长 审判员 教练
运动员 演员 导演 编剧 译者 农民 村民 市民 读者 志愿者 网格员 评论员 观察员 撰稿人
书记员 经济学家 历史学家 专员 党员 民进会员 高级工程师 社工 总工程师 讲解员
"""
_UNITS = """
大学 学院 学校 中学 小学 高中 初中 一中 二中 三中 四中 幼儿园 党校 行政学院 研究院
研究所 研究中心 研究室 研究会 研究基地 中心 委员会 党委 县委 市委 省委 区委 州委 工委
纪委 政法委 党工委 管委会 居委会 村委会 办公厅 办公室 人民政府 市政府 县政府 区政府
省政府 镇政府 乡政府 法院 检察院 医院 卫生院 科学院 社科院 工程院 设计院 协会 学会
联合会 商会 基金会 促进会 工会 妇联 文联 作协 团委 工商联 社科联 残联 政协 人大 公司
集团 银行 分行 支行 企业 合作社 农场 报社 日报社 出版社 电视台 杂志社 编辑部 通讯社
实验室 学部 教研室 智库 课题组 调研组 宣传部 组织部 统战部 政研室 政策研究室 文化馆
图书馆 博物馆 档案馆 美术馆 街道 支队 大队 总队 开发区 新区
"""
_OFFICES = "局厅院所系"  # 白河县农业农村局, 经济系: of a longer name
_LOOSE = (
    "部处科室站馆会社团校委办队台园厂店班组镇乡村市县区省"  # only where a mark or bracket says so
)


def _ending(words: str) -> str:
    return "|".join(sorted(words.split(), key=lambda word: (-len(word), word)))


_POST_AT_END = re.compile(rf"(?:{_ending(_POSTS)})$")
_UNIT_AT_END = re.compile(rf"(?:{_ending(_UNITS)}|(?<=[一-龥]{{3}})[{_OFFICES}])$")
_LOOSE_AT_END = re.compile(rf"(?<=[一-龥]{{2}})[{_LOOSE}{_OFFICES}]$")
_TRAIL = re.compile(r"(?:(?<![，,、\s])[，,、\s]*+(?:[一-龥]{2,6}\s*+)?\d{6}|等)$")  # ，云江 400000
_CHARACTERS = re.compile(r"[一-龥A-Za-z0-9·、，,（）()“”《》/\-—\s]+")
# Of a sentence or a heading: 走进大学, 专访云江大学教授, 我们的局长.
_NO_POST = re.compile(
    r"[的了着吗呢吧我你他她它]|"
    r"^(?:专?访|记(?!者)|对话|采访|走[进近向]|追[记忆]|缅怀|悼|当[好个]|做|争|选[好派聘]|聘|请|写给|送|听|让|把|在|被|"
    r"为|给|致(?!公)|是|谈|这|那|一[位名个]|每|何|如何|怎样|关于|加强|推进|打造|办好|建好|聚焦|关注|落实|强化|完善|"
    r"深化|提升|促进|坚持|实现|培[养育]|成为|建设(?!银行|[局厅委部集兵])|发展(?!和?改革|研究|规划|银行))"
)
_SHORTEST_UNIT = 4  # characters; 云江大学


def names_post(text: str) -> bool:
    """Whether a text by itself can only say what somebody is or where: 云江大学, 校长."""
    text = _TRAIL.sub("", text)
    if not _CHARACTERS.fullmatch(text) or _NO_POST.search(text):
        return False
    if _POST_AT_END.search(text):
        return True
    return len(text) >= _SHORTEST_UNIT and _UNIT_AT_END.search(text) is not None


def may_name_post(text: str) -> bool:
    """Whether a text can say what somebody is or where, beside a name that is certain: 市委办."""
    if names_post(text):
        return True
    text = _TRAIL.sub("", text)
    if not _CHARACTERS.fullmatch(text) or _NO_POST.search(text):
        return False
    return _LOOSE_AT_END.search(text) is not None or _UNIT_AT_END.search(text) is not None
