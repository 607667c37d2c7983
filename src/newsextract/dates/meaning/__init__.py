"""What each kind of piece means: a step from the calendar fields known so far to a moment and more fields.

A step gets the context (publication date, governing year, what the text spoke of last), the frame so far, the piece's
value and the moment so far; it returns the moment and the frame, or None where the piece makes no sense.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from newsextract.dates.context import Context
from newsextract.dates.meaning import days, months, named, parts, years
from newsextract.dates.moments import Frame, Moment, Step

MEANINGS: dict[str, Callable[[Context, Frame, Any, Moment | None], Step]] = {
    "century": years.read_century,
    "century_offset": years.read_century_offset,
    "decade": years.read_decade,
    "decades": years.read_decades,
    "decade_offset": years.read_decade_offset,
    "year": years.read_year,
    "short_year": years.read_short_year,
    "years": years.read_years,
    "year_offset": years.read_year_offset,
    "year_anaphor": years.read_year_anaphor,
    "plan": years.read_plan,
    "coming_year": years.read_coming_year,
    "half": months.read_half,
    "quarter": months.read_quarter,
    "quarter_offset": months.read_quarter_offset,
    "quarter_anaphor": months.read_quarter_anaphor,
    "season": months.read_season,
    "season_pair": months.read_season_pair,
    "month": months.read_month,
    "months": months.read_months,
    "month_offset": months.read_month_offset,
    "month_anaphor": months.read_month_anaphor,
    "lunar_month": named.read_lunar_month,
    "lunar_day": named.read_lunar_day,
    "golden_week": named.read_golden_week,
    "week_offset": days.read_week_offset,
    "week_anaphor": days.read_week_anaphor,
    "nth_week": days.read_nth_week,
    "first_weeks": days.read_first_weeks,
    "first_days": days.read_first_days,
    "nth_day": days.read_nth_day,
    "week_of_day": days.read_week_of_day,
    "last_day": days.read_last_day,
    "nth_weekday": days.read_nth_weekday,
    "weekday_beside": days.read_weekday_beside,
    "last_weekday": days.read_last_weekday,
    "day": days.read_day,
    "days": days.read_days,
    "day_offset": days.read_day_offset,
    "day_anaphor": days.read_day_anaphor,
    "trading_day_anaphor": days.read_trading_day_anaphor,
    "day_offsets": days.read_day_offsets,
    "year_offsets": years.read_year_offsets,
    "weekday": days.read_weekday,
    "weekend": days.read_weekend,
    "festival": named.read_festival,
    "holiday": named.read_holiday,
    "term": named.read_term,
    "part": parts.read_part,
    "year_opening": parts.read_year_opening,
    "same_period": parts.read_same_period,
    "year_turn": months.read_year_turn,
    "bare_same_period": parts.read_bare_same_period,
}
