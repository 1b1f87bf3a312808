"""The figures of a run: their names, what they mean, which way is good."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Group = Literal["答案", "出处", "检索", "拒答", "运行"]
Unit = Literal["share", "count", "ms"]


@dataclass(frozen=True, slots=True)
class Metric:
    """What a figure is called, what it means, and which way is good."""

    name: str
    label: str
    group: Group
    meaning: str
    higher_is_better: bool = True
    unit: Unit = "share"


METRICS: tuple[Metric, ...] = (
    Metric(
        "right",
        "完全答对",
        "答案",
        "该答的答了且要点齐全，不该答的没有答；出错算未答对",
    ),
    Metric(
        "fact_recall",
        "要点召回",
        "答案",
        "可回答的问题：答案中出现的要点 ÷ 应有的要点；未作答计 0",
    ),
    Metric(
        "contains_accepted",
        "含标准答案",
        "答案",
        "可回答的问题：全部要点（或任一可接受答案）在答案中，计 1，否则 0",
    ),
    Metric(
        "answer_exactness",
        "答案精炼度",
        "答案",
        "已作答的问题：min(1, 答出的要点 ÷ 给出的句数)；话多不等于答得好",
    ),
    Metric(
        "statements",
        "平均句数",
        "答案",
        "已作答的问题：答案的句数",
        higher_is_better=False,
        unit="count",
    ),
    Metric(
        "token_f1",
        "字词 F1（全文）",
        "答案",
        "CMRC 2018 定义：答案全文与可接受答案最长公共片段的 F1，取最高",
    ),
    Metric(
        "emphasis_f1",
        "字词 F1（加粗处）",
        "答案",
        "同上，只取答案中加粗的部分；无加粗时取全文",
    ),
    Metric(
        "citation_precision",
        "引用准确率",
        "出处",
        "支持答案的引用 ÷（引用数 + 没有引用的句数）；引文含要点或出自标准段落才算支持",
    ),
    Metric(
        "citation_recall",
        "引用召回率",
        "出处",
        "已作答的问题：有引文支持的要点 ÷ 应有的要点；无要点时按标准文章计",
    ),
    Metric(
        "articles_cited",
        "文章命中",
        "出处",
        "已作答的问题：被引用的标准文章 ÷ 标准文章",
    ),
    Metric(
        "quote_exactness",
        "引文一字不差",
        "出处",
        "引文与原文相应位置逐字相同的引用 ÷ 引用数",
    ),
    Metric(
        "article_hit_1",
        "首位命中（文章）",
        "检索",
        "检索第一位是标准文章的问题占比",
    ),
    Metric(
        "article_recall_5",
        "召回@5（文章）",
        "检索",
        "前 5 篇中的标准文章 ÷ 标准文章",
    ),
    Metric(
        "article_recall_10",
        "召回@10（文章）",
        "检索",
        "前 10 篇中的标准文章 ÷ 标准文章",
    ),
    Metric(
        "article_mrr_10",
        "MRR@10（文章）",
        "检索",
        "第一篇标准文章名次的倒数，前 10 篇之外计 0",
    ),
    Metric(
        "article_ndcg_10",
        "nDCG@10（文章）",
        "检索",
        "折损累计增益（折损 log2(名次+1)）÷ 理想值",
    ),
    Metric(
        "passage_hit_1",
        "首位命中（段落）",
        "检索",
        "检索第一位是标准段落（标准文章中含要点的段落）的问题占比",
    ),
    Metric(
        "passage_recall_5",
        "召回@5（段落）",
        "检索",
        "前 5 段中的标准段落 ÷ 标准段落",
    ),
    Metric(
        "passage_recall_10",
        "召回@10（段落）",
        "检索",
        "前 10 段中的标准段落 ÷ 标准段落",
    ),
    Metric(
        "passage_mrr_10",
        "MRR@10（段落）",
        "检索",
        "第一个标准段落名次的倒数，前 10 段之外计 0",
    ),
    Metric(
        "passage_ndcg_10",
        "nDCG@10（段落）",
        "检索",
        "折损累计增益 ÷ 理想值，按段落",
    ),
    Metric(
        "right_outcome",
        "答拒判断正确率",
        "拒答",
        "该答的答了、不该答的没有答，占全部问题的比例",
    ),
    Metric(
        "abstention_precision",
        "拒答准确率",
        "拒答",
        "拒答中确实无据的占比",
    ),
    Metric(
        "abstention_recall",
        "拒答召回率",
        "拒答",
        "无据的问题中被拒答的占比",
    ),
    Metric(
        "refused_answerable",
        "误拒率",
        "拒答",
        "可回答的问题中被拒答的占比",
        higher_is_better=False,
    ),
    Metric(
        "auroc",
        "置信度 AUROC",
        "拒答",
        "任取一个可答、一个无据的问题，前者置信度更高的概率（相等计一半）",
    ),
    Metric(
        "aurc",
        "风险—覆盖曲线下面积",
        "拒答",
        "按置信度从高到低作答时平均的错误率",
        higher_is_better=False,
    ),
    Metric(
        "ece",
        "校准误差 ECE",
        "拒答",
        "各置信度区间内 |可答占比 − 平均置信度| 的加权平均",
        higher_is_better=False,
    ),
    Metric(
        "brier",
        "Brier 分数",
        "拒答",
        "（置信度 − 是否可答）² 的平均",
        higher_is_better=False,
    ),
    Metric(
        "failed",
        "出错率",
        "运行",
        "提问时出错的问题占比",
        higher_is_better=False,
    ),
    Metric(
        "latency_p50_ms",
        "耗时 p50",
        "运行",
        "每个问题耗时的中位数",
        higher_is_better=False,
        unit="ms",
    ),
    Metric(
        "latency_p95_ms",
        "耗时 p95",
        "运行",
        "每个问题耗时的第 95 百分位数",
        higher_is_better=False,
        unit="ms",
    ),
    Metric(
        "latency_p99_ms",
        "耗时 p99",
        "运行",
        "每个问题耗时的第 99 百分位数",
        higher_is_better=False,
        unit="ms",
    ),
)
"""Every figure of a run, in the order in which it is shown."""

BY_NAME: Mapping[str, Metric] = {metric.name: metric for metric in METRICS}
