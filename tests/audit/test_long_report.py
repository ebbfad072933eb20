"""Ten times the actions take no more than twelve times the time: what is equal is passed over, and only the rest aligned."""

from __future__ import annotations

import copy
import random
import time

from lxml import etree
from made_reports import made
from word_edits import edit_at_random, edited

from toolkit.audit.word_file import differences, differences_between
from toolkit.word.content_reading import content_of
from toolkit.word.package import W

MOST = 12
NOISE = 1.25  # another program on the same computer


def longer(document: bytes, times: int, *, unlike: bool) -> bytes:
    """A report as long as so many; each copy with texts of its own, or all of them alike."""

    def grow(tree: etree._Element) -> None:
        body = tree.find(f"{W}body")
        assert body is not None
        own = [element for element in body if element.tag != f"{W}sectPr"]
        for number in range(1, times):
            for element in own:
                another = copy.deepcopy(element)
                for text in another.iter(f"{W}t") if unlike else ():
                    text.text = f"{text.text} ({number})" if len(text.text or "") > 3 else text.text
                body.insert(len(body) - 1, another)

    return edited(document, grow)


def seconds(run: bytes, other: bytes, tries: int) -> float:
    """The time of the processor, the best of a few tries."""
    taken = []
    for _ in range(tries):
        begin = time.process_time()
        differences_between(run, other)
        taken.append(time.process_time() - begin)
    return min(taken)


def test_reading_back_480_actions_takes_at_most_twelve_times_48() -> None:
    short = made("semester-report")
    long = longer(short, 10, unlike=True)
    edited_short, edited_long = (
        edit_at_random(document, random.Random(5), count)[0]  # noqa: S311  repeatable, not secret
        for document, count in ((short, 20), (long, 200))
    )
    assert seconds(long, edited_long, 1) <= MOST * NOISE * seconds(short, edited_short, 2)


def test_edits_are_found_in_a_report_that_says_everything_ten_times() -> None:
    """Where no paragraph is known by itself, the shortest way from one file to the other is taken."""
    long = longer(made("semester-report"), 10, unlike=False)
    document, edits = edit_at_random(long, random.Random(6), 30, without=("moved row",))  # noqa: S311  no secret
    found = differences(content_of(long), content_of(document))
    assert len(found) == sum(edit.count for edit in edits)
