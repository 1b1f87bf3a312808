"""What names a figure: the noun phrase before it, or after it, without what only leads to it.

A name is a phrase that stands by itself in a list: no conjunction, adverb or bound at its edges,
no enumerator, no half of a bracket. Where nothing of that kind is left there is no name.
"""

import re

from assistant.types import Span

MAX_CHARS = 24  # a longer phrase is a sentence, its last part names the figure
MIN_CHARS = 2
LONGEST_COUNTED = 12

_ENUMERATOR = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}(?:是|、)|"
    r"第[一二三四五六七八九十百\d]+[条款章节项]|\d{1,2}(?:[.．、)）]|(?=[ 　]))(?!\d)|[①-⑳]|"
    r"[-•·*◆●■▲★—]+)[ 　]*"
)
_DATE = (
    r"(?:19|20)\d{2}年(?:度|底|末|初|以来)?(?:第?[一二三四]季度|[上下]半年)?|"
    r"\d{1,2}(?:[-—–~至到]\d{1,2})?月(?:份|底|末|初)?(?:\d{1,2}日)?(?:前|以来|起|止)?|"
    r"前[一二三四五六七八九十\d]+个?(?:季度|月)|第?[一二三四]季度|[上下]半年|今年|去年|明年|当年|"
    r"本年度?|"
    r"近[一二两三四五六七八九十几\d]+年来?|[一二两三四五六七八九十\d]+年多?来|"
    r"“十[一二三四五]五”(?:期间|时期|末)?|同期|期末|年末"
)
_OPENING = re.compile(
    rf"(?:截至|截止|到|至|自|从)?(?:{_DATE}|目前|当前|其中|预计|全年|累计|已经|已|共有|共|合计|"
    rf"总计|约|"
    r"届时|实现|完成|创建|建成|拥有|形成|达到|将|使|把|分别|依次|并且|而且|或者|以及|同时|"
    r"另外|此外|力争|确保|要求|争取|还|再|先后|陆续|每年|的|和|与|及|并|且|或|有|在|"
    r"对于?|为|"
    r"、|，|；|：|。|,|;|:|\s|“|”)"
)
_KEPT = re.compile(
    # words that begin as what is taken away does: 在校学生, 对外贸易, 并购, 建设用地, 年末常住人口
    r"共[建享同产青]|在[校建册岗营园役田库网线职读产港外]|对[外口接内]|并[购网联]|"
    r"(?:完成|形成|拥有)(?:额|率|数|机制)|"
    r"有[效机色害限轨线]|有组织|再[生贷就]|约[束定]|合计[^\d，]|还[款贷建田]|为民|和[谐]|"
    r"年末[^全]|及[格时]"
)
_TAKEN = (
    r"平均为|平均|压降|压减|连续[一二两三四五六七八九十\d]+年|"
    r"(?:19|20)\d{2}年|"
    "分别|分列|依次|大约|约|近|超过|超|突破|逼近|达到了|达到|达成|达|仅为|约为|均为|为|是|至|到|"
    "仅|只有|还有|有|"
    "共有|共计|合计|总计|共|已达|已有|已经|已|高达|多达|提高到|提升到|增加到|增加至|增长到|"
    "增长至|扩大到|扩大至|"
    "提高至|提升至|上升到|上升至|减少到|减少至|下降到|下降至|降低到|降低至|缩短到|缩短至|缩小到|"
    "压缩到|压减到|"
    "回落到|回升到|升至|升到|降至|降到|增至|减至|稳定在|稳定达到|稳定|保持在|保持|控制在|维持在|"
    "规模达到|"
    "调整为|确定为|核定为|定为|设为|暂定|初定|折合|占|约占|创建|建成|新增|完成了|完成|实现了|"
    "实现|净|在|第|应当|应|要|须|不得|不|"
    "可达|可|能够|能|会|将|就|都|也|均|需|按照?|分为|力争|预计|原则上|一般"
)
_CLOSING = re.compile(rf"(?:{_TAKEN}|：|:|，|,|、|\s|“|＞|<|≥|≤)$")
_ENDS_OF_WORDS = re.compile(
    r"雷达|行为|成都|首都|国有|总会|协会|学会|大会|社会|机会|必须|目的|功能|产能|性能|节能|储能|"
    r"智能|动能|职能|潜能|人均|户均|占有|所有|公共|附近|需要|主要|重要|预期目标|主导|实际|实现率$"
)
_BAD_START = re.compile(
    r"[/／.．,，、；：。)）》”\]%％·~～\-—+=＝×℃°]|以[上下内外]|左右|至[少多于]|最[多高低少]|"
    r"不(?![良动锈饱合含])|没|未(?!成年|来)|"
    r"是|为(?!民)|占(?![地用比])|由|从(?!业)|在(?![校建册岗营园役田库网线职读产港外])|"
    r"对(?![外口接内])|向|按(?!揭)|将|把|"
    r"被(?![征保抚监])|使(?!用)|让(?!利)|给(?![水排])|于|到(?![港账期位货访])|达(?![标产效])|"
    r"比(?![例重值率])|较|约(?![束定])|"
    r"近(?![海岸视期地])|超(?![市高级低算声限])|也|就(?![业诊医学餐读])|都(?!市)|又|"
    r"还(?![款贷建田])|才|仅|只|均(?![价衡])|已|"
    r"能(?![源耗力效级])|可(?![再支用比供售研变控燃移食回])|应(?![收届急用付税缴征诊])|须|"
    r"需(?![求水])|"
    r"其(?![他它余])|该|此|这|那|他|她|它(?!们)|我们|因(?![公特病])|但|而|且|并(?![购网联轨])|或|"
    r"及(?!格)|和(?!谐)|与(?!会)|如|若|"
    r"当(?![年地季期月日前量])|凡|经(?![济营常费贸开销纪])|据|以(?!旧)|"
    r"用(?![电水地工户气能药人房海材油煤汽])|级|者|的|之|"
    r"随|围绕|针对|聚焦|依托|通过|根据|处于|每(?=[增减超提降满少多])|等|了|着|余|多(?![元式功])|数十|几|万(?!亩|人|元|吨|户)|"
    r"亿(?!元)|分(?:别|成)|各自|双方|另|倍|成(?![品本人果交就活])|元|内|中(?=的)|时|后|"
    r"前(?![沿海景])"
)
_BAD_END = re.compile(
    r"(?:[的了着和与及或在是为有于由从把将使让至到达约近超不未没也就又还仅只已再每各这那并且按给跟即]|"
    r""
    r"(?<![网线海水陆史])上|(?<!公)里|(?<![初高集空水])中|(?<![支进输产退])出|"
    r"(?<!方)(?<!流)(?<!意)向|(?<!所)得|"
    r"分别|依次|至[少多]|不得|必须|应当|可以|按照|根据|通过|相当于|得到|成为|作为|尤其是|其中|"
    r"以上|以下|"
    r"要求|责令.*|给予|并处|处以|可处|最[高多低少]|每[增减超].*|增加|减少|提高|降低|下降|上升|"
    r"增长|超出|"
    r"[一二三四五六七八九十]|平均|人均|户均|年均|日均|同比|环比|总共|一共|[卖花掏付]|首次|再次|逐年|连续|"
    r"其余|剩余|另外|此外)$"
)
_NO_NAME = re.compile(
    r"[，。；！？?]|如果|至少|至多|[一-鿿]过(?![程渡敏滤期半往境夜路])|严禁|禁止|因为|所以|但是|已经|曾经|我们|他们|这|因此|已(?!婚)|.只(?!有)|就是|"
    r"也就是|不是|应当|必须|不得|能够|可以|分别|.[从把被](?![业征])|"
    r"^每[周月年天日人户次个]$|"
    r"^(?:平均|目标|标准|最[高低多少]|其余|剩余)$|^[一二两三四五六七八九十\d]+[项个家类种名户人者]"
)
# A deed alone names nothing that could be counted: 设立2000万元的资金.
_DEED = re.compile(
    "接待|缴存|公开招聘|聘请|解除|吸纳|安置|选派|设立|执行|下达|安排|投入|发放|招用|(?:建设)?年产|建设|配套|给予|拨付|筹集|落实|处理|办理|"
    "完成|实现|新增|增加|引进|培育|走访|"
    "组织|开展|举办|回收|清理|整治|查处|受理|生产|销售|出台|制定|需要|租赁|收取|缴纳|支付|提供|"
    "改造|新建|扩建|种植|养殖|"
    "(?:定向)?培养|培训|招聘|招收|服务|带动|惠及|覆盖|辐射|涉及|开课|开设|购买|采购|申请|参加|"
    "报名|到场|持证|到岗|上岗|在岗|节约|节省|达标"
)
# Alone these name nothing, but say how what was told before is counted: 总数达到512家.
GENERIC = re.compile(
    r"(?:规模|总数|总额|总量|金额|数量|比重|比例|占比|份额|余额|人数|户数|均价|增幅|增速|降幅|涨幅)"
)
_CUT = re.compile(
    r"(?:目标|指标|任务|重点|原因|短板|要求|的|这|那|也就|就)是|(?:提出|明确|要求|规定)(?=到|"
    r"至(?!少)|，)|(?<!\d)[：:]"
)
_VERB = re.compile(
    "处于|[吃喝卖买]|年底|年末|月底|建立|健全|安装|配备|持有|签订|发放|做[一了好到]|"
    "带班|带队|牵头|负责|整理|流转|捐赠|送到|送往|抢光|缓缓|报名|排队|受益|受灾|撤离|脱贫|建起|"
    "改造成|"
    "开展|进行|实现|完成|建成|新建|增设|设立|设置|推广|实施|参加|参与|接受|享受|提供|组织|使用|"
    "采用|纳入|达到|"
    "获得|获评|获批|入选|来自|分布|位于|涉及|覆盖|同时|正在|已经|全部|分别|落实|成为|作为|转为|"
    "改为|用于|超过|"
    "不足|领取|进入|前往|到场|同意|表示|认为|反映|通过|受到|得到|列入|投入使用|走进|走访|深入|"
    "按照|以及|其中|"
    "[均都已将被共需应因从由向至到比较但而并且或未不没为达占是有按经遭逐每让把对会能可后前时内上中]"
)
# What holds a character of _VERB as part of a word: 应急, 对象, 公共, 可再生, 会议.
_IN_WORDS = re.compile(
    r"[博览展茶盛年例集动流谈洽]会|不动产|不锈钢|公共|应急|对象|需求|会议|社会|大会|可再生|可回收|未成年|能源|功能|产能|智能|"
    r"节能|储能|能力|能效|"
    r"中心|中小|中学|中医|中药|中国|中央|高中|初中|集中|中等|中型|上市|线上|网上|以上|水上|海上|"
    r"上下|内容|国内|市内|境内|室内|前沿|"
    r"后备|时代|小时|时段|及时|经济|经营|经费|逐步|比例|比重|占地|有机|有限|有色|有效|国有|所有|"
    r"并网|并购|被征|从业|"
    r"向阳|方向|都市|首都|成都|将军|达标|到期|每年|因素|均衡|平均|让利|对口|对外|应用|应届|供应|"
    r"响应|按揭|"
    r"已建|会员|协会|学会|未来|较大|比赛|行为|为民|因特|工会|委员会|居委会|村委会|联合会|商会|"
    r"机会|至诚|由来|"
    r"自由|理由|共享|共建|共同|总共|通过|需要"
)


def trimmed(text: str, start: int, end: int) -> Span:
    """The part of what stands before a value that can name it; empty where nothing is left."""
    start = _after_cut(text, start, end)
    while start < end:
        enumerator = _ENUMERATOR.match(text, start, end)
        opening = _OPENING.match(text, start, end)
        if enumerator:
            start = enumerator.end()
        elif opening and not _KEPT.match(text, start, end):
            start = opening.end()
        else:
            break
    return Span(start, max(start, end))


def closed(text: str, start: int, end: int) -> int:
    """Where the phrase ends when the words that lead to the value are taken off: …达到, …约为."""
    while True:
        closing = _CLOSING.search(text[start:end])
        if closing is None or _ENDS_OF_WORDS.search(text[max(start, end - 2) : end]):
            return end
        end = start + closing.start()


def led_from(change: str) -> str:
    """A comparison without what leads from it to the value: 占全国比重 of 占全国比重分别为."""
    return re.sub("^分别(?=.)|(?:分别|依次|约|达到|达|为)+$", "", change) or change


def _after_cut(text: str, start: int, end: int) -> int:
    """Past what only announces (会议决定：…, 目标是…) and past halves of brackets."""
    for mark in _CUT.finditer(text, start, end):
        if len(text[mark.end() : end].strip()) >= MIN_CHARS:
            start = mark.end()
    opened: list[int] = []
    for place in range(start, end):
        if text[place] in "（(":
            opened.append(place)
        elif text[place] in "）)":
            start = start if opened else place + 1
            opened = opened[:-1]
    return opened[-1] + 1 if opened else start


def shortened(text: str, label: Span) -> Span:
    """The last part of a label that is too long for a name."""
    name = label.of(text)
    if len(name) <= MAX_CHARS:
        return label
    last = re.split(r"[的、和与及（）()]", name)[-1]
    return Span(label.end - len(last), label.end) if MIN_CHARS <= len(last) <= MAX_CHARS else label


def is_name(name: str) -> bool:
    """Whether a phrase stands by itself as a name of what is counted."""
    return (
        MIN_CHARS <= len(name) <= MAX_CHARS
        and len(re.findall("[一-鿿]", name)) >= MIN_CHARS
        and not _BAD_START.match(name)
        and (not _BAD_END.search(name) or bool(_ENDS_OF_WORDS.search(name[-2:])))
        and not _NO_NAME.search(name)
        and not _DEED.fullmatch(name)
        and name.count("（") + name.count("(") == name.count("）") + name.count(")")
        and name.count("“") == name.count("”")
    )


def counted_after(text: str, start: int, end: int) -> Span:
    """The noun after a value, which it counts (17名干部); empty where none can be told."""
    run = re.compile(r"的?([^，。；、：（）()“”《》的和及与等\s\d]+)").match(text, start, end)
    if run is None:
        return Span(start, start)
    begin, stop = run.span(1)
    kept = [match.span() for match in _IN_WORDS.finditer(text, begin, stop)]
    for verb in _VERB.finditer(text, begin, stop):
        if not any(first <= verb.start() < last for first, last in kept):
            stop = verb.start()
            break
    else:
        # 14个国控、省控断面: the noun is told only after the next member
        following = text[run.end() : run.end() + 2]
        if following[:1] in ("、", "和", "与", "及") and not re.search(r"\d", following):
            return Span(begin, begin)
    if not MIN_CHARS <= stop - begin <= LONGEST_COUNTED:
        return Span(begin, begin)
    return Span(begin, stop)
