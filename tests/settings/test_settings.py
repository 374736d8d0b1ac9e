"""Every choice of a seller: a default for each, a bound for each, and a sentence for each mistake."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from adopt.errors import SettingsError
from adopt.settings import Settings, commented_defaults, load_settings
from adopt.words import markets


def names(model: type[BaseModel], place: str = "") -> list[str]:
    """Every setting by its full name, parts opened."""
    found = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found += names(inner, f"{place}{name}.")
        elif name != "aims":  # a list of tables has no empty form beside which one could be written
            found.append(place + name)
    return found


def value(values: dict[str, Any], name: str) -> Any:
    for step in name.split("."):
        values = values[step]
    return values


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    return tmp_path / "adopt.toml"


@pytest.mark.parametrize("name", names(Settings))
def test_the_comment_file_has_every_setting_and_it_loads_as_written(name: str) -> None:
    written = value(tomllib.loads(commented_defaults()), name)
    assert value(load_settings().model_dump(mode="json"), name) == written


def test_the_comment_file_has_no_other_setting() -> None:
    listed = tomllib.loads(commented_defaults())
    tables = ("margins", "stages", "headers", "checks")  # their names are the seller's own
    parts = {name: part for name, part in listed.items() if isinstance(part, dict) and name not in tables}
    full = [name for name in listed if name not in parts]
    full += [f"{name}.{inner}" for name, part in parts.items() for inner in part]
    assert sorted(full) == sorted(names(Settings))


def test_every_setting_is_explained_in_english_and_chinese() -> None:
    lines = commented_defaults().splitlines()
    explained = 0
    for number, line in enumerate(lines):
        if not re.match(r"[a-z_]+ = ", line):
            continue
        start = number
        # Settings that stand together share the comment above them.
        while not lines[start - 1].startswith("#"):
            start -= 1
        comment = lines[start - 1]
        while start > 1 and lines[start - 2].startswith("#"):
            start -= 1
            comment += lines[start - 1]
        explained += 1
        assert re.search("[a-z]{3}", comment), line
        assert re.search("[\u4e00-\u9fff]", comment), line
    assert (
        explained == len(names(Settings)) - 6
    )  # margins, stages, headers, checks, new products and hours in force are tables


def test_the_comment_file_lists_every_marketplace() -> None:
    listed = re.findall(r"\b[A-Z]{2}\b", commented_defaults().split("marketplace = ")[0])
    assert set(markets()) <= set(listed)


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("target_acos", 1.0, 1.01),
        ("target_acos", 0.01, 0.0),
        ("tacos_low", 0.2, 0.25),
        ("tacos_high", 0.99, 1.0),
        ("max_age_days", 0, -1),
        ("negate.promise", 0.99, 1.0),
        ("negate.promise", 0.001, 0.0),
        ("negate.min_clicks", 1, 0),
        ("negate.watch_clicks", 1, 0),
        ("negate.horizon_days", 1, 0),
        ("negate.with_orders", "safe", "never"),
        ("bid.shade", 1.0, 1.01),
        ("bid.shade", 0.0, -0.01),
        ("bid.best_cost", 0.99, 1.0),
        ("bid.max_step", 1.01, 1.0),
        ("bid.cap", 0.1, 0.0),
        ("bid.min_clicks", 1, 0),
        ("bid.min_change", 0.01, 0.0),
        ("bid.optimism_days", 1, 0),
        ("bid.click_elasticity", 2.0, 2.1),
        ("bid.cpc_elasticity", 1.0, 1.1),
        ("objective", "acos", "growth"),
        ("tacos.eta", 1.0, 1.01),
        ("tacos.max_step", 0.01, 0.0),
        ("tacos.window_days", 7, 6),
        ("tacos.least", 0.99, 1.0),
        ("tacos.most", 1.0, 0.99),
        ("budget.consent", "safe", "never"),
        ("budget.headroom", 1.0, 0.99),
        ("budget.max_step", 1.01, 1.0),
        ("budget.window_days", 7, 6),
        ("budget.touched", 0.99, 1.0),
        ("budget.min_days", 1, 0),
        ("budget.sure", 0.5, 1.0),
        ("launch.patience_days", 0, -1),
        ("launch.consent", "ask", "never"),
        ("launch.budget", 0, -0.01),
        ("launch.auto_share", 0.99, 1.0),
        ("launch.name", "{kind} {sku} {asin} {start}", "{sku} {kind} {x}"),
        ("launch.name", "{sku}{kind}", "{sku} auto"),
        ("launch.name", "{sku}{kind}" + "a" * 39, "{sku}{kind}" + "a" * 40),
        ("launch.name", "{sku} {kind}", "{sku} {kind} }"),
        ("launch.like_keywords", 0, -1),
        ("launch.new_days", 0, -1),
        ("estimate.folds", 2, 1),
        ("estimate.min_orders", 0, -1),
        ("estimate.default_cvr", 0.5, 1.0),
        ("estimate.strength", 0.1, 0.0),
        ("estimate.floor", 1.0, 1.1),
        ("estimate.default_strength", 1e6, float("inf")),
        ("estimate.cpc_clicks", 1e6, float("nan")),
        ("margins.SKU-1", 0.99, 1.0),
        ("marketplace", "DE", "XX"),
    ],
)
def test_each_bound(toml: Path, name: str, good: object, bad: object) -> None:
    part, _, leaf = name.rpartition(".")
    for given in (good, bad):
        table = f"[{part}]\n" if part else ""
        toml.write_text(f"{table}{leaf} = {given!r}\n", encoding="utf-8")
        if given is good:
            assert value(load_settings(toml).model_dump(), name) == good
        else:
            with pytest.raises(SettingsError, match=leaf) as caught:
                load_settings(toml)
            assert str(toml) in str(caught.value)


@pytest.mark.parametrize("text", ["tarket_acos = 0.3", "[negate]\npromis = 0.1", "[nagate]\npromise = 0.1"])
def test_an_unknown_name_is_named(toml: Path, text: str) -> None:
    toml.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"tarket_acos|negate\.promis|nagate"):
        load_settings(toml)


def test_a_part_overlays_only_what_it_names(toml: Path) -> None:
    toml.write_text('[negate]\npromise = 0.05\n[protect]\nbrands = ["Müller"]\n', encoding="utf-8")
    changed, plain = load_settings(toml), load_settings()
    assert changed.negate == plain.negate.model_copy(update={"promise": 0.05})
    assert changed.protect.brands == ("Müller",)
    assert changed.bid == plain.bid


def test_changes_go_over_the_file_and_the_file_over_the_defaults(toml: Path) -> None:
    toml.write_text("target_acos = 0.2\n[negate]\npromise = 0.05\nmin_clicks = 4\n", encoding="utf-8")
    changed = load_settings(toml, negate={"promise": 0.02}, max_age_days=3)
    assert (changed.target_acos, changed.negate.promise, changed.negate.min_clicks) == (0.2, 0.02, 4)
    assert changed.max_age_days == 3


def test_a_file_saved_by_notepad_reads_the_same(toml: Path) -> None:
    text = 'target_acos = 0.2\n[protect]\nbrands = ["锅具"]\n'
    toml.write_text(text, encoding="utf-8")
    plain = load_settings(toml)
    toml.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert load_settings(toml) == plain


def test_a_file_in_another_encoding_is_refused(toml: Path) -> None:
    toml.write_bytes('brands = ["锅具"]\n'.encode("utf-16"))
    with pytest.raises(SettingsError, match=r"adopt\.toml: not a readable TOML file"):
        load_settings(toml)


def test_loaded_settings_never_change() -> None:
    with pytest.raises(ValidationError):
        load_settings().negate.promise = 0.5  # type: ignore[misc]


def _named(sku: str, said: str) -> str:
    return f'[launch.products."{sku}"]\n{said}\n'


@pytest.mark.parametrize(
    ("good", "bad", "place"),
    [
        (_named("A" * 40, ""), _named("A" * 41, ""), "launch.products." + "A" * 41),
        (_named("A", "price = 0.01"), _named("A", "price = 0"), "launch.products.A.price"),
        (_named("A", "margin = 0.99"), _named("A", "margin = 1"), "launch.products.A.margin"),
        (_named("A", "asin = 'B0ABCDEFGH'"), _named("A", "asin = 'B0ABCDEFG'"), "launch.products.A.asin"),
        (_named("A", "start = 2026-11-20"), _named("A", "start = 'soon'"), "launch.products.A.start"),
        (_named("A", "like = 'B'"), _named("A", "like = 'A'"), "launch.products"),
        (
            _named("A", "marketplace = 'US'"),
            _named("A", "marketplace = 'XX'"),
            "launch.products.A.marketplace",
        ),
        (_named("A", ""), _named("A", "bid = 1"), "launch.products.A.bid"),
        (
            _named("A", f"keywords = ['{'a' * 80}']"),
            _named("A", f"keywords = ['ok', '{'a' * 81}']"),
            "launch.products.A.keywords.2",
        ),
        (
            _named("A", f"keywords = {['a'] * 200}"),
            _named("A", f"keywords = {['a'] * 201}"),
            "launch.products.A.keywords",
        ),
    ],
)
def test_a_named_product_is_bounded_and_its_mistakes_are_named(
    toml: Path, good: str, bad: str, place: str
) -> None:
    toml.write_text(good, encoding="utf-8")
    assert len(load_settings(toml).launch.products) == 1
    toml.write_text(bad, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        load_settings(toml)
    assert place in str(error.value)


def test_a_named_product_survives_json(toml: Path) -> None:
    toml.write_text(_named("A.1", "start = 2026-11-20\nkeywords = ['pan']"), encoding="utf-8")
    settings = load_settings(toml)
    assert Settings.model_validate(settings.model_dump(mode="json")) == settings


def test_a_new_product_s_sku_is_no_formula() -> None:
    assert load_settings(launch={"products": {"A=1": {}}}).launch.products.keys() == {"A=1"}
    with pytest.raises(SettingsError, match="formula: =1"):
        load_settings(launch={"products": {"=1": {}}})


def test_an_asin_protects_in_any_case_and_with_spaces_around_it() -> None:
    protect = load_settings(protect={"asins": [" b0abcdefgh ", "080442957x"]}).protect
    assert protect.asins == ("B0ABCDEFGH", "080442957X")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_settings_in_another_encoding_say_what_to_do(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "adopt.toml"
    path.write_bytes('# 卖家\nmarketplace = "US"\n'.encode(encoding))
    with pytest.raises(
        SettingsError, match=r"adopt\.toml: .* it isn't saved as UTF-8; .* save it with the encoding UTF-8"
    ):
        load_settings(path)
