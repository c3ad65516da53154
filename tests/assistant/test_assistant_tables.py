"""Tables over synthetic corpora: every cell verbatim, every row of its own place, empty exactly where nothing is said."""

from __future__ import annotations

from datetime import date

import pytest
from assistant_fakes import SURE, FakeIndex
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import phrases
from assistant.assistant import Assistant
from assistant.model import Answer, Cell, Segment, SegmentKind
from assistant.settings import AssistantSettings
from corpus.fold import fold_spans
from corpus.model import Clause, ClauseKind, Corpus, Document, Level, Period, Span

PLACES = ("合肥", "长沙", "青岛", "昆明")
# What a place may set: heading, indicator, unit. None of them stands in the shipped documents in this form.
GOALS = (
    ("渔港", "智慧渔港", "座"),
    ("茶园", "数字茶园", "个"),
    ("校舍", "低碳校舍", "所"),
    ("公交", "氢能公交", "辆"),
)


def corpus_of(goals: dict[str, dict[int, int]]) -> Corpus:
    """A plan for each place, with one section for each goal that it sets: number of the goal -> value."""
    documents: list[Document] = []
    clauses: list[Clause] = []
    texts: dict[str, str] = {}
    for place, own in goals.items():
        file, source = f"{place}.txt", ""
        documents.append(
            Document(
                place,
                f"{place}市城乡建设规划",
                file,
                1,
                9,
                level=Level.CITY,
                region=place,
                period=Period(2026, 2030),
            )
        )
        lines: list[tuple[str, str, str | None, str, str]] = [
            ("s1", "front", None, "总体要求", f"{place}市全面推进城乡建设,坚持统筹兼顾。")
        ]
        lines += [
            (
                f"s{n + 2}",
                "section",
                f"{n + 2}.",
                GOALS[n][0],
                f"{n + 2}.{GOALS[n][0]}建设。到2030年,建成{GOALS[n][1]}{value}{GOALS[n][2]}。(市{GOALS[n][0]}局牵头)",
            )
            for n, value in own.items()
        ]
        for addr, _, number, heading, text in lines:
            span = Span(len(source), len(source) + len(text))
            source += text + "\n\n"
            clauses.append(
                Clause(
                    f"{place}#{addr}",
                    place,
                    addr,
                    None,
                    ClauseKind.SECTION,
                    number,
                    heading,
                    f"{number or ''}{heading}",
                    fold_spans(source, [span]).text,
                    file,
                    (span,),
                )
            )
        texts[file] = source
    return Corpus(tuple(documents), tuple(clauses), texts, {}, {})


def assistant_of(corpus: Corpus) -> Assistant:
    return Assistant(corpus, FakeIndex(corpus), AssistantSettings(as_of=date(2027, 1, 1)), SURE)


def table_of(reply: Answer) -> Segment:
    (table,) = [s for s in reply.segments if s.kind is SegmentKind.TABLE]
    return table


def assert_table_sound(corpus: Corpus, reply: Answer) -> None:
    """Oracle: quotes stand in the file at their spans; labels carry no citation; plain text says the same."""
    by_number = {c.n: c for c in reply.citations}
    for citation in reply.citations:
        assert fold_spans(corpus.texts[citation.file], citation.spans).text == citation.quote
    table = table_of(reply)
    assert len({len(row) for row in table.rows}) == 1
    for cell in (cell for row in table.rows for cell in row):
        for segment in cell.segments:
            if segment.kind is SegmentKind.LEAD:
                assert segment.citations == ()
            else:
                (n,) = segment.citations
                assert segment.text in by_number[n].quote
    assert set(table.citations) == {n for row in table.rows for cell in row for n in cell.citations}
    for bar in table.chart.bars if table.chart else ():
        assert bar.text in by_number[bar.citation].quote


def assert_own_rows(reply: Answer, places: list[str]) -> None:
    documents = {c.n: c.document for c in reply.citations}
    for row in table_of(reply).rows[1:]:
        assert row[0].text in places
        assert {documents[n] for cell in row for n in cell.citations} <= {row[0].text}


def empty(cell: Cell) -> bool:
    return cell.text in (phrases.CELL_MISSING, phrases.CELL_MISSING_ANYWHERE)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(PLACES),
        st.dictionaries(st.integers(0, 3), st.integers(2, 900), min_size=1, max_size=4),
        min_size=2,
        max_size=4,
    ),
    st.integers(0, 3),
    st.sampled_from(["目标各是多少", "谁的目标更高", "目标有什么区别"]),
)
def test_a_row_holds_its_own_place_and_is_empty_exactly_where_the_place_sets_nothing(
    goals: dict[str, dict[int, int]], asked: int, ending: str
) -> None:
    corpus = corpus_of(goals)
    places = list(goals)
    reply = assistant_of(corpus).ask(f"{'、'.join(places)}的{GOALS[asked][1]}{ending}")
    setting = [p for p in places if asked in goals[p]]
    if not setting:
        assert not isinstance(reply, Answer) or all(
            map(empty, (c for r in table_of(reply).rows[1:] for c in r[1:]))
        )
        return
    assert isinstance(reply, Answer)
    assert_table_sound(corpus, reply)
    assert_own_rows(reply, places)
    for row in table_of(reply).rows[1:]:
        place = row[0].text
        assert any(map(empty, row[1:])) == (place not in setting)
        if place in setting:
            assert f"{GOALS[asked][1]}{goals[place][asked]}{GOALS[asked][2]}" in "".join(c.text for c in row)
    assert [row[0].text for row in table_of(reply).rows[1:]] == places


def test_no_row_is_filled_from_elsewhere_where_no_text_of_the_place_is_held() -> None:
    corpus = corpus_of({"合肥": {0: 12}, "长沙": {1: 7}})
    reply = assistant_of(corpus).ask("合肥和大连的智慧渔港目标各是多少")
    assert isinstance(reply, Answer)
    rows = {row[0].text: row[1] for row in table_of(reply).rows[1:]}
    assert "智慧渔港12座" in rows["合肥"].text
    assert rows["大连"].text == phrases.CELL_MISSING_ANYWHERE
    assert rows["大连"].citations == ()


def test_two_kinds_of_thing_are_two_columns_and_a_line_each_in_plain_text() -> None:
    corpus = corpus_of({"合肥": {0: 12, 1: 3}, "长沙": {0: 30}})
    reply = assistant_of(corpus).ask("合肥和长沙智慧渔港的目标和牵头单位分别是什么")
    assert isinstance(reply, Answer)
    header, *rows = [[cell.text for cell in row] for row in table_of(reply).rows]
    assert header == [phrases.COLUMN_ROW, phrases.COLUMN_FIGURE, phrases.COLUMN_BODY]
    assert [row[0] for row in rows] == ["合肥", "长沙"]
    assert ["智慧渔港12座" in rows[0][1], "智慧渔港30座" in rows[1][1]] == [True, True]
    assert all("市渔港局牵头" in row[2] for row in rows)
    assert len(reply.text.splitlines()) == 4


@pytest.mark.parametrize(("places", "bars"), [(2, 0), (3, 3), (4, 4)])
def test_a_chart_needs_three_values_of_one_unit(places: int, bars: int) -> None:
    corpus = corpus_of({place: {2: 10 * (n + 1)} for n, place in enumerate(PLACES[:places])})
    reply = assistant_of(corpus).ask(f"{'、'.join(PLACES[:places])}的低碳校舍目标各是多少")
    assert isinstance(reply, Answer)
    assert_table_sound(corpus, reply)
    chart = table_of(reply).chart
    drawn = [(bar.label, bar.value) for bar in chart.bars] if chart else []
    assert drawn == [(place, 10.0 * (n + 1)) for n, place in enumerate(PLACES[:bars])]
    assert chart is None or chart.unit == "所"


def test_units_are_never_mixed_in_a_chart() -> None:
    corpus = corpus_of({"合肥": {0: 5, 1: 6, 2: 7, 3: 8}})
    reply = assistant_of(corpus).ask("合肥智慧渔港、数字茶园、低碳校舍、氢能公交的目标分别是多少")
    assert isinstance(reply, Answer)
    assert_table_sound(corpus, reply)
    table = table_of(reply)
    assert [row[2].text for row in table.rows[1:]] == ["5座", "6个", "7所", "8辆"]
    assert table.chart is None  # four units


def test_one_figure_stays_a_sentence() -> None:
    corpus = corpus_of({"合肥": {0: 5, 1: 6}, "长沙": {0: 9}})
    reply = assistant_of(corpus).ask("合肥到2030年要建多少座智慧渔港")
    assert isinstance(reply, Answer)
    assert all(s.kind is not SegmentKind.TABLE for s in reply.segments)
    assert "智慧渔港5座" in reply.text
