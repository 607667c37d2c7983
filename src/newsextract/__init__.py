"""Archives of Chinese news into exact, structured data.

    import newsextract
    pipeline = newsextract.load()
    record = pipeline("截至2018年底,累计完成脱贫25411 户 94682 人。", published="2019-10-17")
"""

from newsextract.errors import NewsextractError
from newsextract.numerals import find_numbers, parse_number
from newsextract.pipeline import Pipeline, load
from newsextract.records import Record

__version__ = "0.1.0"
__all__ = ["NewsextractError", "Pipeline", "Record", "__version__", "find_numbers", "load", "parse_number"]
