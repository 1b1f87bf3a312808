"""What a question requires of its answer, and whether the evidence meets it."""

import re
from collections.abc import Sequence

from assistant.answering.refusing.ages import other_age
from assistant.answering.refusing.asked_forms import missing_form
from assistant.answering.refusing.case import (
    ONE_THING,
    Case,
    Check,
    first_failure,
    instead,
    nearest,
    unmentioned,
    unsaid,
)
from assistant.answering.refusing.denials import (
    denial_unsaid,
    event_unsaid,
    prevention_unsaid,
    punishment_unsaid,
)
from assistant.answering.refusing.fields import field_missing
from assistant.answering.refusing.figure_subjects import FIGURES
from assistant.answering.refusing.figures import (
    average_of_another,
    cause_of_row,
    counted_in_row,
    figure_missing,
    only_in_titles,
    ratio_missing,
    total_unsaid,
    unit_missing,
)
from assistant.answering.refusing.headed import other_matter
from assistant.answering.refusing.missing_district import missing_district
from assistant.answering.refusing.neighbours import places_apart, texts_beside, texts_of
from assistant.answering.refusing.strange_places import of_a_stranger
from assistant.answering.refusing.times import (
    beside_other_years,
    of_another_day,
    of_another_month,
    of_another_year,
)
from assistant.answering.refusing.unknown_heads import unknown_act, unknown_head
from assistant.answering.refusing.unsaid import THINGS
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.sentences.who import no_bodies, nobody_named
from assistant.answering.words import contrasts
from assistant.answering.words.forms import is_document_number, is_record, lacks_document_number
from assistant.answering.words.places import (
    joined_provinces,
    place_met,
    places_among,
    places_asked,
    places_of,
    stands_above,
)
from assistant.answering.words.question import Question
from assistant.answering.words.terms import Terms
from assistant.types import Article

# 第57次常务会议研究了哪些事项: what was done at one is not asked of another.
_MEETING_ASKED = re.compile(r"第[一二三四五六七八九十\d]+[次届]")
_MEASURED = frozenset({"number", "rank", "date"})
LISTED = 3  # of the best sentences, any of which may hold what is listed
NEAR = 5  # of the best sentences, any of which may print what the best does not


def failed_constraint(
    question: Question,
    terms: Terms,
    ranked: Sequence[Ranked],
    articles: Sequence[Article] = (),
) -> str:
    """A Chinese sentence naming what the question asks for and the evidence lacks; "" for nothing.

    `articles` are those of the evidence, the best's first: what their tables have is not said
    to be missing.

    Only what contradicts counts (another year, another place, no such unit, no
    figure, a thing that no document names); what is merely not repeated is
    left to the confidence.
    """
    if not ranked or is_document_number(question.folded, ranked[0].evidence.sentence.folded):
        return ""
    case = Case(question, terms, ranked, articles)
    return first_failure(_checks_for(case), case)


def _checks_for(case: Case) -> tuple[Check, ...]:
    """The checks for what is asked and for what was found, in the order in which they decide."""
    if is_record(case.best):
        return (*OF_ANY, *OF_A_RECORD)
    if case.question.kind in ("list", "open"):
        return (*OF_ANY, *OF_PROSE, *OF_A_LIST)
    if case.question.kind in ONE_THING:
        return (*OF_ANY, *OF_PROSE, *OF_AN_ACCOUNT, *OF_ONE_THING)
    return (*OF_ANY, *OF_PROSE, *OF_AN_ACCOUNT)


def document_number_unprinted(case: Case) -> str:
    """The number of a document (文号), where its article prints none."""
    article = case.best.sentence.article_id
    own = (item.evidence.sentence for item in case.ranked[:NEAR])
    near = (each.folded for each in own if each.article_id == article)
    return "文中没有印出文号。" if lacks_document_number(case.question.folded, near) else ""


def of_another_grade(case: Case) -> str:
    """八年级, where everything near is on another school year."""
    near = [item.evidence for item in case.ranked[:NEAR]]
    return instead(contrasts.other_grade(case.question, near))


def of_a_strange_place(case: Case) -> str:
    """A place or a body that no document of the library names."""
    return of_a_stranger(case.question, case.terms, case.ranked)


def figure_of_another(case: Case) -> str:
    """What a number is asked of, where the one that was found is of something else."""
    return first_failure(FIGURES, case) if case.question.kind == "number" else ""


def bodies_unnamed(case: Case) -> str:
    """Which bodies did a thing (由哪些单位主办), where the evidence names none."""
    done = no_bodies(case.question.folded, case.said)
    return f"文中相近的内容没有说由哪些单位{done}。" if done else ""


def of_another_meeting(case: Case) -> str:
    """第57次会议, where the evidence is of another."""
    asked = _MEETING_ASKED.search(case.question.folded)
    return instead(contrasts.other_number(case.question, case.best)) if asked else ""


def of_another_matter(case: Case) -> str:
    """D类 or what a heading sets apart, where the evidence is of its neighbour."""
    near = [item.text for item in case.ranked[:LISTED]]
    # A table of the article may tell apart (A档) what the best sentence does not.
    article = texts_beside(case.best, case.ranked)
    return instead(
        contrasts.other_letter(case.question, near)
        or contrasts.other_letter(case.question, article)
        or other_matter(case.question, case.best)
    )


def of_another_place(case: Case) -> str:
    """The place of which the evidence speaks instead of the one that is asked about.

    Prose is set aside only where its own passage names another place, and nothing the one asked.
    """
    question, best = case.question, case.best
    if place_met(question, best) != -1.0:
        return ""
    asked = places_asked(question.folded)
    around = places_of(",".join(each.folded for each in best.context.sentences))
    if question.kind not in ONE_THING and (
        not around or any(place in around or stands_above(place, best) for place in asked)
    ):
        return ""
    said = (
        places_of(case.said)
        or joined_provinces(case.said)
        or places_among(best.context.head_grams)
        or around
    )
    missing = [place for place in asked if place not in said]
    return f"{nearest(case, missing)}说的是{'、'.join(said)}，没有说{'、'.join(missing)}。"


def form_missing_in_list(case: Case) -> str:
    """The form of what is listed (哪些国家), where none of the best sentences has it."""
    return missing_form(case.question, case.ranked, LISTED)


def act_unmentioned(case: Case) -> str:
    """What one asks whether it will be (会不会下雨), where no document speaks of it."""
    return unmentioned(unknown_act(case.question, case.terms, case.best.context))


def of_both_places(case: Case) -> str:
    """The figures of several places (甲和乙各占多少), where the evidence names none of them."""
    apart = places_apart(case.question, case.best)
    return f"文中相近的内容没有分别说到{'、'.join(apart)}。" if apart else ""


def district_unsaid(case: Case) -> str:
    """A district, school or office within the place, where the evidence is not of it."""
    return unsaid(missing_district(case.question, case.ranked), case)


def head_unmentioned(case: Case) -> str:
    """The thing that is asked for by its name (市长, 员工), where no document names it."""
    return unmentioned(unknown_head(case.question, case.terms))


def form_missing(case: Case) -> str:
    """The form of what is asked for (a telephone number), where the best evidence lacks it."""
    return missing_form(case.question, case.ranked)


def of_another_kind(case: Case) -> str:
    """院士工作站, where the evidence has 博士后工作站 and no document the word before."""
    return unmentioned(contrasts.other_kind(case.question, case.terms, case.best) or "")


def of_another_number(case: Case) -> str:
    """二期, where the evidence names the third."""
    return instead(contrasts.other_number(case.question, case.best))


def of_its_like(case: Case) -> str:
    """A deputy, another number, rank or age, a sibling, an opposite or a fellow of it."""
    question, best = case.question, case.best
    pair = (
        contrasts.other_office(question, best)
        or contrasts.other_number(question, best)
        or contrasts.other_rank(question, best)
        or other_age(question, best)
        or contrasts.sibling(question, best, case.said)
        or contrasts.opposed(question, best)
    )
    if pair is None and question.kind in _MEASURED:
        pair = contrasts.fellow(question, best, texts_of(case.ranked))
    return instead(pair)


def person_unnamed(case: Case) -> str:
    """Who it is, where the evidence names nobody."""
    return nobody_named(case.question.folded, case.said)


OF_ANY: tuple[Check, ...] = (document_number_unprinted, of_another_grade)

# The best evidence is a line of a record (办理地点：二楼).
OF_A_RECORD: tuple[Check, ...] = (
    district_unsaid,
    of_another_number,
    field_missing,
    person_unnamed,
)

# It is a sentence, or the row of a table.
OF_PROSE: tuple[Check, ...] = (
    of_a_strange_place,
    cause_of_row,
    counted_in_row,
    event_unsaid,
    denial_unsaid,
    prevention_unsaid,
    punishment_unsaid,
    *THINGS,
    figure_of_another,
    bodies_unnamed,
    of_another_day,
    of_another_month,
    of_another_year,
    beside_other_years,
    of_another_meeting,
    of_another_matter,
)
OF_A_LIST: tuple[Check, ...] = (of_another_place, form_missing_in_list)
OF_AN_ACCOUNT: tuple[Check, ...] = (act_unmentioned, of_another_place)

# Asked for is one thing (a number, a day, a person): what is near it is not it.
OF_ONE_THING: tuple[Check, ...] = (
    of_both_places,
    district_unsaid,
    head_unmentioned,
    average_of_another,
    form_missing,
    of_another_kind,
    of_its_like,
    only_in_titles,
    unit_missing,
    total_unsaid,
    ratio_missing,
    figure_missing,
)
