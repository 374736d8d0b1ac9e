"""Sentences inside an error's are said in the reader's language, too."""

from __future__ import annotations

from pathlib import Path

from adopt.errors import InputError, Sentence, sentences
from adopt.reports import Refusal
from adopt.reports.refusal import RefusedError
from adopt.say import translator


def test_a_refusal_inside_an_error_is_translated() -> None:
    refusal = Refusal(Path("report.xlsx"), None, "damaged")
    error = InputError("{file} is no bulk download: {why}", file="report.xlsx", why=refusal.sentence())
    assert str(error) == f"report.xlsx is no bulk download: {refusal}"
    assert error.said(translator("en")) == str(error)
    assert (
        error.said(translator("zh"))
        == "report.xlsx 不是批量下载文件：report.xlsx：文件损坏或未下载完整；请重新下载"
    )
    assert RefusedError(refusal).said(translator("zh")) == "report.xlsx：文件损坏或未下载完整；请重新下载"


def test_several_stand_one_after_the_other() -> None:
    three = sentences(Sentence(word) for word in ("a", "b", "c"))
    assert (str(three), three.said(translator("zh"))) == ("a; b; c", "a；b；c")
