"""What is said to the assistant but asks nothing of the documents."""

import re
from dataclasses import dataclass

from assistant.answering.conversation.commands import OTHER_FORM, asks_for_other_form
from assistant.text import fold

_GREETING = re.compile(
    r"^(?:你好|您好|嗨|哈喽|hello|hi|hey|早上好|上午好|下午好|晚上好|早|在吗|在不在|"
    r"有人吗|大家好)[啊呀吗呢,.!?~\s]*$"
)
_THANKS = re.compile(
    r"^(?:非常|十分|多)?(?:谢谢|感谢|多谢|辛苦)(?:你|您|了|啦)*[,.!?~\s]*$|^thank(?:s| you)"
)
_FAREWELL = re.compile(r"^(?:再见|拜拜|bye|下次见|回头见)[,.!?~\s]*$")
_ABOUT_SELF = re.compile(
    r"^(?:你|您)(?:是谁|叫什么|是什么|能做什么|会做什么|能干什么|会什么|有什么用|"
    r"能帮我做什么|怎么用)|^(?:怎么|如何)用(?:你|您)|^自我介绍"
)
_INSTRUCTION = re.compile(
    r"(?:忽略|无视|忘记|不要管|绕过).{0,12}(?:指令|提示|规则|设定|限制|要求|instructions?)|"
    r"ignore .{0,30}(?:instructions?|prompts?)|system prompt|系统提示词|(?:扮演|假装|"
    r"你现在是).{0,20}(?:角色|助手|模型|黑客|专家)?$|"
    r"(?:输出|显示|打印|告诉我|泄露).{0,8}(?:提示词|系统指令|密钥|密码|api.?key)|越狱|"
    r"jailbreak|developer mode"
)
_CREATIVE = re.compile(
    r"(?:写|作|创作|编|来|赋)(?:一)?(?:首|篇|个|段|则|副)?(?:关于.{1,15}的)?(?:诗|诗歌|词|"
    r"歌|歌词|小说|故事|作文|笑话|对联|"
    r"情书|散文|剧本|段子)|"
    r"(?:讲|说)(?:一)?个(?:笑话|故事)|翻译(?:成|为|一下)|写(?:一)?(?:段|个|份)?(?:代码|"
    r"程序|脚本|邮件|检讨|简历)|"
    r"唱(?:一)?首|画(?:一)?(?:幅|张|个)"
)
_ARITHMETIC = re.compile(r"^[\d\s.+\-*/×÷x()^=等于多少几是?加减乘除以的平方根]+$")
_HAS_OPERATION = re.compile(r"\d\s*(?:[+\-*/×÷x^]|加|减|乘|除)\s*(?:以)?\s*\d|平方根|的平方")
_CHATTING = re.compile(
    r"^(?:你|您)(?:喜欢|爱|吃|几岁|多大|开心|累|在干|今天)|讲讲你自己|陪我聊|聊聊天|"
    r"我(?:好|很)?(?:无聊|难过|开心|累|烦)"
)


_OPINION = re.compile(r"^(?:你|您)(?:觉得|认为|怎么看|如何看)|你(?:的)?(?:看法|意见|观点)")


@dataclass(frozen=True, slots=True)
class Reply:
    """A polite sentence and whether it greets (small talk) or declines (out of scope)."""

    text: str
    greets: bool


_WHAT_I_DO = "我只依据资料库中的文章回答，每句话都注明出处"


def reply_to(question: str, examples: tuple[str, ...]) -> Reply | None:
    """The reply to small talk and to what is not for the assistant; None for a real question.

    `examples` are questions that the documents can answer, offered in a greeting.
    """
    folded = fold(question).strip()
    ask = f"，比如“{examples[0]}”" if examples else ""
    if _GREETING.match(folded):
        return Reply(f"您好！{_WHAT_I_DO}。您可以问文章里的内容{ask}。", True)
    if _ABOUT_SELF.search(folded):
        return Reply(f"我是“有据”问答助手。{_WHAT_I_DO}；您可以问文章里的内容{ask}。", True)
    if _THANKS.search(folded):
        return Reply("不客气。还有要查的，请接着问。", True)
    if _FAREWELL.match(folded):
        return Reply("再见，欢迎随时再来查阅。", True)
    if _INSTRUCTION.search(folded):
        return Reply(f"{_WHAT_I_DO}，不执行改变工作方式的指令。", False)
    if _CREATIVE.search(folded):
        return Reply(f"{_WHAT_I_DO}，不做写作、翻译一类的事。", False)
    if _ARITHMETIC.match(folded) and _HAS_OPERATION.search(folded):
        return Reply(f"{_WHAT_I_DO}，不做计算题。", False)
    if _OPINION.search(folded):
        return Reply(f"{_WHAT_I_DO}，不发表看法；文中怎么说，可以直接问。", False)
    if asks_for_other_form(question):
        return Reply(OTHER_FORM, False)
    if _CHATTING.search(folded):
        return Reply(f"{_WHAT_I_DO}，不便闲聊。", False)
    return None
