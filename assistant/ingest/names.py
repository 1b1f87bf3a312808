"""Whether a few characters are a person's name as bylines print it."""

import re

from assistant.ingest.labels import ends_as_column, is_genre

# The surnames of the 2020 census' first three hundred, and those of 百家姓 that still occur.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖"
    "石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷段史龙黎贺陶顾毛郝龚邵万覃武钱戴严莫孔向常汤赖文康洪樊温季易乔倪芦鲁庞邢殷施聂章牛"
    "庄翟申岳兰焦鲍俞齐左耿毕葛管路关欧裴卫冉桂柳岑符阮凌尚祝游柯佟辛翁纪涂甘童骆霍蓝解苗单褚娄滕屈窦包梅车宁谷穆商费艾项"
    "成詹盛柴宫祁华舒席阳安边卞房古巩郎冷厉栗练楼栾麻满蒙米缪牟糜宓闵明慕南年农逄蒲戚漆强仇裘瞿权全饶荣容茹沙佘"
    "慎时束帅水司松宿隋台太谈檀腾铁仝宛危隗尉邬巫伍奚习郗鲜咸相萧燕鄢颜晏仰羊伊衣应雍尤虞宇郁喻元原苑臧查湛战展占竺卓"
    "訾宗祖佐池迟楚丛但党邸刁都鄂繁丰封伏扶傅富盖干戈勾苟辜国海寒杭呼花化怀宦桓皇回惠火嵇吉籍计冀简揭靳经荆井景敬鞠阚"
    "寇匡况邝来劳乐雒代仲晋区修冼冒戎初刑办卜卡卯柏云昌廉皮狄贝茅昝宣诸钮荀甄曲储芮汲乌班秋邰郜薄索蔺屠阴胥闻莘贡姬"
    "宰郦桑濮扈郏阎连庾居步广禄阙沃晁敖巢蒯逯谌亓仉郄粟淦"
)
# Characters of the list that begin common words more often than a name on a line of its own.
_WORD_BEGINNERS = frozenset(
    "应解谈展包简高方于关向成时经强安常路国水火化太全权年南明来回海都干但办相区商文史农党司单原云宣诸储班秋贡居步广连"
)
# 文学院, 商学院, 区内: characters that end the name of an institution or a common word.
WORD_ENDERS = frozenset(
    "院系部局处所室科会社团站台馆校班组类内外中上下者员率区县市省乡镇村街路厂店"
)
_COMMON_WORD = re.compile(
    "高(?:质量|水平|标准|品质|层次|效|端|度|校)|新(?:时代|征程|发展|农村|能源|格局|动能|优势|篇章|作为|[闻的年])|"
    "全|安[全排]|经[济验]|关[于注键]|方[案式法面便向]|成[立果就长效]|强[化调大]|平[安台]|国家|明[天年确]|来[自源]|于是|"
    "和谐|向|农业|应[用急对]|解[读决放]|谈|展[望现示]|包[括含]|常[见态]|时[间代]|水[平利]|商业|文[化明件学]|党[建委组]|"
    "云[计平服上端]|宣[传讲]|储[能备]|居[民家住]|贡献|广[告场大]|连[心锁接]|秋[收粮季冬]|班[子组]|步[行入]|薄弱|索引|诸[多如]|"
    "史[料记]|单位|相关|计划|计算|干[部劲]|但是|办[理公法事]|原[因则]|海[洋外]|回[顾答]|太阳|权[力利]|晋升|交"
)
_COMPOUND = re.compile(
    "^(?:欧阳|上官|司马|诸葛|司徒|东方|独孤|南宫|夏侯|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|轩辕|端木|百里|呼延|淳于|单于|申屠|太史|闻人|澹台|赫连)"
)
_WORDS_AS_SURNAMES = ("东方", "百里")
_HANZI = "一-鿿㐀-䶿"
_FOREIGN = re.compile(rf"^[{_HANZI}]{{1,10}}(?:·[{_HANZI}]{{1,10}})+$|^[A-Z][A-Za-z.\- ]{{1,30}}$")
# What stands where a name would, and is nobody's: 本报记者, 编者.
_ROLES = frozenset(("评论", "编者", "记者", "作者"))
_NAME = re.compile(rf"^[{_HANZI}]{{2,4}}$")


def is_person(text: str, certain: bool) -> bool:
    """Whether `text` is one name.

    `certain` says that a mark or verb (□, 文/) announces names: then any two or
    three characters are one; otherwise the first must be a surname.
    """
    if _FOREIGN.match(text):
        return not ends_as_column(text)  # 推进新型工业化·笔谈
    if not _NAME.match(text) or text in _ROLES or is_genre(text):
        return False
    if _COMPOUND.match(text):
        return len(text) > 2
    if certain and len(text) <= 3:
        return True
    return text[0] in _SURNAMES and len(text) <= (4 if certain else 3)


def is_bare_name(text: str) -> bool:
    """Whether a line without any mark can be taken for a name by itself."""
    if not is_name_beside(text) or text.startswith(_WORDS_AS_SURNAMES):
        return False
    return len(text) > 2 or text[0] not in _WORD_BEGINNERS


def is_name_beside(text: str) -> bool:
    """Whether a word is a name where a post, or a verb of writing, stands beside it: 高建国 too."""
    return (
        is_person(text, certain=False)
        and text[-1] not in WORD_ENDERS
        and _COMMON_WORD.match(text) is None
    )
