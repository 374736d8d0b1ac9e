"""The sheet Glossary: the words of the workbook."""

from __future__ import annotations

from adopt.say.advice import action_name
from adopt.say.speaker import Speaker
from adopt.write.package import Book
from adopt.write.workbook.sheet import Column, Sheet
from adopt.write.workbook.words import GLOSSARY, sheet_title

CODES = (
    "N101", "N102", "N103", "U101", "H201", "H202", "B301", "B302", "B303", "B304", "L501", "T401", "T402", "T403",
    "W601",
)  # fmt: skip


def glossary_sheet(book: Book, speaker: Speaker) -> None:
    """Add the sheet: what each word and each code means."""
    say = speaker.say
    codes = (*CODES, *speaker.rules)
    names = [say(word) for word, _ in GLOSSARY] + list(codes)
    meanings = [say(meaning) for _, meaning in GLOSSARY] + [
        say("{action}. 'adopt explain {code}' says more.", action=action_name(code, speaker), code=code)
        for code in codes
    ]
    columns = [Column(say("Word"), "text", names), Column(say("Meaning"), "sentence", meanings)]
    sheet = Sheet(book, sheet_title("glossary", speaker), speaker)
    sheet.settle([sheet.widths(columns)[0], 90], freeze="A2")
    sheet.repeat_header(1)
    sheet.table("Glossary", columns)
