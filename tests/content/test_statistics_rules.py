"""Small numbers are withheld, and nothing that is shown gives them away."""

from ccsr.content.domain.charts import bars
from ccsr.content.domain.charts import classes
from ccsr.content.domain.statistics.suppression import LEAST
from ccsr.content.domain.statistics.suppression import withheld
from ccsr.content.domain.statistics.tables import counted
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies
from itertools import chain
from itertools import product


def tables(widest, most):
    """Return tables of at most so many columns and cells."""
    return strategies.integers(1, widest).flatmap(
        lambda width: strategies.lists(
            strategies.lists(strategies.integers(0, 12), min_size=width, max_size=width),
            min_size=1,
            max_size=most // width,
        )
    )


def lines(matrix):
    yield from matrix
    yield from map(list, zip(*matrix, strict=True))


@settings(max_examples=300, deadline=None)
@given(tables(5, 25))
def test_no_small_number_is_told_and_every_other_is_true(cells):
    told = withheld(cells)
    full = with_totals([cells[row] for row in told.rows])
    for shown, true in zip(told.cells, full, strict=True):
        assert all(number is None or number == 0 or number >= LEAST for number in shown)
        assert all(number in (None, one) for number, one in zip(shown, true, strict=True))


@settings(max_examples=100, deadline=None)
@given(tables(5, 8))
@example([[1, 1, 1, 1, 1]])
@example([[7, 1, 5], [1, 0, 6]])
@example([[1, 7, 7], [0, 2, 1]])
def test_no_withheld_number_follows_from_the_whole_table(cells):
    told = withheld(cells)
    shown, cells = told.cells, [cells[row] for row in told.rows]
    unknown = [
        (row, column)
        for row, line in enumerate(cells)
        for column in range(len(line))
        if shown[row][column] is None
    ]
    could_be = {place: set() for place in unknown}
    for change in product((-1, 0, 1), repeat=len(unknown)):
        other = [list(line) for line in cells]
        for (row, column), by in zip(unknown, change, strict=True):
            other[row][column] += by
        if all(other[row][column] > 0 for row, column in unknown) and fits(other, shown):
            for row, column in unknown:
                could_be[row, column].add(other[row][column])
    assert all(len(numbers) > 1 for numbers in could_be.values())


def with_totals(cells):
    """Return a table with its totals."""
    full = [[*line, sum(line)] for line in cells]
    return [*full, [sum(column) for column in zip(*full, strict=True)]] if full else []


def fits(cells, shown):
    """Return whether a table could be the one of which this is shown."""
    pairs = zip(chain(*with_totals(cells)), chain(*shown), strict=True)
    return all(told is None or told == number for number, told in pairs)


def test_one_small_number_takes_the_next_smallest_with_it():
    assert withheld([[2, 9, 30]]).cells[0] == [None, None, 30, 41]
    assert withheld([[6, 9, 30]]).cells[0] == [6, 9, 30, 45]


def test_what_cannot_be_hidden_in_its_row_is_left_out_of_every_total():
    told = withheld([[0, 3, 1], [10, 7, 6], [1, 2, 2], [0, 5, 0]])
    assert (told.rows, told.cells[-1]) == ((1, 2, 3), [11, 14, 8, 33])
    # What stands alone in its row would follow from the row's total, so others are withheld.
    assert told.cells[:3] == [[None, None, None, 23], [None, None, None, 5], [0, 5, 0, 5]]
    assert withheld([[1, 1, 1, 1, 1]]).rows == ()


def test_a_table_counts_what_it_has_rows_and_columns_for():
    table = counted([("a", "x", 1), ("a", "y", 6), ("b", "x", 5), ("c", "x", 9)], "ab", "xy")
    assert table.cells == [[1, 6, 7], [5, 0, 5], [6, 6, 12]]
    assert table.column("y") == {"a": 6, "b": 0}
    assert not table.withholds


def test_bars_share_one_scale_and_withheld_numbers_have_no_length():
    wide, narrow = bars(["a", "b"], [[30, None, 10], [0, 20, None]])
    assert [(part.x, part.width) for part in wide.parts] == [(0, 75), (75, 25)]
    assert [(part.x, part.width, part.column) for part in narrow.parts] == [(0, 50, 1)]
    assert classes([0, None, 1, 10, 5], 5) == [0, None, 1, 5, 3]
