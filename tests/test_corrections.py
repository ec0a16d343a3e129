"""A person's corrections: the file as people and programs save it, a later parser, contradictions, and that nothing is lost."""
from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from fa_study.corrections.agreement import agreement, alpha_interval, krippendorff_alpha
from fa_study.pipeline import compare
from fa_study.corrections.verdicts import STATUSES, TOLD_COLUMNS, all_told, correct_verdicts, status_text
from fa_study.rhetoric.fates import OUTCOMES
from fa_study.corrections.articles import correct_articles
from fa_study.corrections.beads import correct_beads, realigned
from fa_study.study import Study
from fa_study.tables import InputError, new_table
from fa_study.corrections.review import merge_sheets, review_sheet, sheet_names, write_review
from fa_study.corrections.find_rows import find_row, index_rows
from fa_study.corrections.sheet import CLOSED_VALUES, CORRECTION_COLUMNS, SHEET_TABLES, read_corrections, read_sheet, sheet_text, write_corrections
from fa_study.runner import sample as parsed_sample

HEADER = "\t".join(CORRECTION_COLUMNS)
ALL = list(CORRECTION_COLUMNS)


@pytest.fixture(scope="module")
def compared() -> Study:
    return compare(parsed_sample(), encoder=None)


@pytest.fixture(scope="module")
def sheet(compared: Study) -> pd.DataFrame:
    return review_sheet(compared).assign(file="a.tsv", line=lambda t: range(2, len(t) + 2))


def rows_of(sheet: pd.DataFrame, table: str, **cells: str) -> pd.DataFrame:
    rows = sheet[sheet.table == table]
    for column, cell in cells.items(): rows = rows[rows[column] == cell]
    return rows


def read_text(folder: Path, text: str, encoding: str = "utf-8", name: str = "mine.tsv") -> pd.DataFrame:
    (folder/name).write_bytes(text.encode(encoding))
    return read_corrections(folder/name)


def correct(study: Study, corrections: pd.DataFrame) -> tuple[Study, pd.DataFrame]:
    """Everything in the order of a run, but for what a run makes anew between the steps."""
    study, articles = correct_articles(study, corrections)
    study, beads = correct_beads(study, corrections)
    study, verdicts = correct_verdicts(study, corrections)
    return study, all_told(articles, beads, verdicts)


# The file ------------------------------------------------------------------------------------------------------------

def test_a_sheet_comes_back_as_it_was_written(sheet: pd.DataFrame, tmp_path: Path) -> None:
    write_corrections(sheet, tmp_path/"s.tsv")
    back = read_sheet(tmp_path/"s.tsv")
    columns = [*ALL, "en_context", "zh_context"]
    assert back[columns].to_numpy().tolist() == sheet[columns].to_numpy().tolist()
    text = (tmp_path/"s.tsv").read_bytes().decode("utf-8")
    assert text.startswith(HEADER + "\n") and "\r" not in text and {line.count("\t") for line in text.splitlines() if line[0] != "#"} == {10}
    assert len(read_corrections(tmp_path/"s.tsv")) == 0  # nothing is decided yet


CELL = st.text(st.sampled_from(list("ab五“”\"',;#=+-@ ")), max_size=6).map(str.strip)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=5))
def test_any_cells_come_back(tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str, str]]) -> None:
    empty = dict.fromkeys(CORRECTION_COLUMNS, "") | dict(table="numbers", where="p1.b1", field="verdict", decision="accept")
    rows = pd.DataFrame([empty | dict(en_text=a, zh_text=b, note=c) for a, b, c in cells])
    path = tmp_path_factory.mktemp("cells")/"s.tsv"
    write_corrections(rows, path)
    assert read_corrections(path)[ALL].to_numpy().tolist() == rows[ALL].to_numpy().tolist()
    with path.with_suffix(".csv").open("w", encoding="utf-8-sig", newline="") as f:  # and through a spreadsheet
        csv.writer(f, delimiter=";").writerows([CORRECTION_COLUMNS, *rows[ALL].itertuples(index=False)])
    assert read_corrections(path.with_suffix(".csv"))[["where", "decision"]].to_numpy().tolist() == rows[["where", "decision"]].to_numpy().tolist()


@pytest.mark.parametrize(("delimiter", "newline", "encoding", "quoting"), [
    (",", "\r\n", "utf-8-sig", csv.QUOTE_MINIMAL), (";", "\r\n", "utf-8-sig", csv.QUOTE_ALL), ("\t", "\r\n", "utf-16", csv.QUOTE_MINIMAL),
    ("\t", "\n", "utf-8", csv.QUOTE_ALL), (",", "\r", "utf-8", csv.QUOTE_ALL)])
def test_what_spreadsheets_save(tmp_path: Path, delimiter: str, newline: str, encoding: str, quoting: int) -> None:
    row = ["numbers", "p1.b2", "", "", 'the "first", or 1,200; lights', "第一", "verdict", "differ", "change", "same", "one\ntwo"]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=newline, quoting=quoting).writerows([CORRECTION_COLUMNS, [], row, ["# done"] + [""]*10, row])
    read = read_text(tmp_path, out.getvalue(), encoding)
    assert read[ALL].to_numpy().tolist() == [[*row[:-1], "one two"]]*2


def test_empty_ends_of_rows_may_be_missing(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"{HEADER}\nnumbers\tp1.b2\t\t\t5\t五\tverdict\tsame\treject\nnumbers\tp1.b3\t\t\t5\t五\tverdict\tsame\n")
    assert read[["where", "decision", "note"]].to_numpy().tolist() == [["p1.b2", "reject", ""]]


def test_a_quotation_mark_of_the_text_swallows_no_line(tmp_path: Path) -> None:
    lines = [f'terms\tp1.b{k}\t\t\t"the spirit\t精神\tverdict\tusual\treject\t\tsee "there' for k in (1, 2, 3)]
    read = read_text(tmp_path, "\n".join([HEADER, *lines]))
    assert read["where"].tolist() == ["p1.b1", "p1.b2", "p1.b3"] and read.en_text[0] == '"the spirit'


@pytest.mark.parametrize(("text", "told"), [
    ("", "line 1: the header must be table, where,"),
    ("a\tb\n", "line 1: the header must be table, where,"),
    ("# mine\n\ntable\twhere\n", "line 3: the header must be"),
    (f"{HEADER}\tidea\n", "line 1: the header must be"),
    (f"{HEADER}\nnumbers\tp1.b1\t5\tverdict\treject\n", "line 2: 5 cells where 11 are expected: look for a missing or a doubled separator"),
    (f"{HEADER}\nnumbers\tp1.b1\t\t\t5\t五\tverdict\tsame\taccept\t\t\tmore\n", "line 2: 12 cells where 11 are expected"),
    (f"{HEADER}\nnumber\tp1.b1\t\t\t5\t五\tverdict\tsame\taccept\t\t\n", "line 2: unknown table 'number': use one of articles, beads,"),
    (f"{HEADER}\nnumbers\tp1.b1\t\t\t5\t五\tverdict\tsame\tyes\t\t\n", "line 2: unknown decision 'yes': use one of accept, reject, change"),
    (f"{HEADER}\nnumbers\tp1.b1\t\t\t5\t五\tverdict\tsame\t\tdiffer\t\n", "line 2: the value 'differ' without a decision: write change as well"),
    (f"{HEADER}\nnumbers\tp1.b1\t\t\t5\t五\tverdict\tsame\tchange\t\t\n", "line 2: unknown verdict '': use one of same, hedge, differ"),
    (f"{HEADER}\nshifts\tp1.b1\t\t\t5\t五\ttype\tperson\tchange\t\t\n", "line 2: change without a value: write the new type"),
    (f"{HEADER}\nterms\tp1.b1\t\t\t5\t五\tbead_id\tp1.b1\tchange\tp1.b2\t\n", "line 2: bead_id says where something stands and cannot be corrected"),
    (f"{HEADER}\nterms\tp1.b1\t\t\t5\t五\t\tusual\treject\t\t\n", "line 2: no field: name the column of terms"),
    (f"{HEADER}\nterms\t\t\t\t\t\tverdict\tusual\treject\t\t\n", "line 2: nothing says what is meant: give where"),
    (f"{HEADER}\nterms\tp1.b1\t\t\t5\t五\tverdict\tusual\treject\tvariant\t\n", "line 2: reject with the value 'variant': write change, or empty the value"),
    (f"{HEADER}\nterms\tp1.b1\t\t\t5\t五\tscore\t1\tchange\t90%\t\n", "line 2: the score '90%': write a number from 0 to 1"),
    (f"{HEADER}\narticles\td1.en1\t\t\t\t\tdate\t\tchange\t17 May 2031\t\n", "line 2: the date '17 May 2031': write it as 2031-05-17"),
    (f"{HEADER}\narticles\td1.en1\t\t\t\t\tpair_id\t\tchange\tpair 2\t\n", "line 2: the pair 'pair 2' cannot be set: pair_id is a column of articles, one word or empty"),
    (f"{HEADER}\narticles\td1.en1\t\t\t\t\ttitle\t\treject\t\t\n", "line 2: articles cannot be rejected: write change"),
    (f"{HEADER}\nbeads\tp1\ta b\tc\tA B\t三\t\t\treject\t\t\n", "line 2: beads cannot be rejected: write change"),
    (f"{HEADER}\nbeads\tp1\ta b\tc\tA B\t三\t\t\tchange\ta\t\n", "line 2: a bead has no value: write its sentences into en_sents and zh_sents"),
    (f"{HEADER}\nbeads\tp1\t\t\t\t\t\t\tchange\t\t\n", "line 2: a bead without sentences: fill en_sents and zh_sents"),
    (f"{HEADER}\n" + "x\n"*9, "line 6: unknown table 'x'"),
])
def test_a_bad_line_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError) as e: read_text(tmp_path, text)
    assert str(e.value).startswith(f"{tmp_path/'mine.tsv'}, ") and told in str(e.value)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"byte 0: not UTF-8: save the corrections as UTF-8\.$"): read_text(tmp_path, "灯", "gbk")
    with pytest.raises(InputError, match=r"cannot be read \(No such file or directory\): give a corrections file\.$"): read_corrections(tmp_path/"none.tsv")
    with pytest.raises(InputError, match=r"cannot be written"): write_corrections(pd.DataFrame(columns=ALL), tmp_path/"none"/"s.tsv")


def test_several_files_are_read_one_after_the_other(tmp_path: Path) -> None:
    row = "numbers\tp1.b{}\t\t\t5\t五\tverdict\tsame\treject\t\t"
    for k in (1, 2): (tmp_path/f"{k}.tsv").write_text(f"{HEADER}\n{row.format(k)}\n", encoding="utf-8")
    read = read_corrections(tmp_path/"2.tsv", tmp_path/"1.tsv")
    assert read["where"].tolist() == ["p1.b2", "p1.b1"] and read.line.tolist() == [2, 2] and len(read_corrections()) == 0


def test_the_closed_lists_are_those_of_the_package(compared: Study) -> None:
    assert CLOSED_VALUES["fates", "outcome"] == OUTCOMES
    for (table, field), values in CLOSED_VALUES.items(): assert set(getattr(compared, table)[field]) <= set(values), table


# The sheet -----------------------------------------------------------------------------------------------------------

def test_the_sheet_has_every_candidate_and_begins_where_to_look_first(compared: Study, sheet: pd.DataFrame) -> None:
    for table in set(SHEET_TABLES) - {"articles"}:
        wanted = set(sheet_names(compared, table)[["where", "en_text", "zh_text"]].itertuples(index=False, name=None))
        assert set(rows_of(sheet, table)[["where", "en_text", "zh_text"]].itertuples(index=False, name=None)) == wanted
    beads = dict(zip(compared.beads.en_sents + "|" + compared.beads.zh_sents, compared.beads.bead_id))
    first = [beads[key] for key in (rows_of(sheet, "beads").en_sents + "|" + rows_of(sheet, "beads").zh_sents)][:len(compared.attention)]
    assert first == compared.attention.bead_id.tolist()
    with pytest.raises(InputError, match=r"^There is no table 'rhymes' to review: choose from articles, beads"): review_sheet(compared, tables=["rhymes"])


def test_review_keeps_what_was_written(compared: Study, tmp_path: Path) -> None:
    path = tmp_path/"mine.tsv"
    write_review(compared, path, tables=["numbers", "terms"])
    filled = read_sheet(path)
    filled.loc[[0, 5], ["decision", "note"]] = [["reject", "a year"], ["", "ask"]]
    path.write_text("# my round\n" + sheet_text(filled), encoding="utf-8")
    later = compared.replace(numbers=compared.numbers.iloc[5:], terms=compared.terms.iloc[5:])
    for _ in range(2): write_review(later, path, tables=["numbers", "terms"])
    kept = read_sheet(path)
    assert kept.table[0] == "# my round" and sorted(filter(None, kept.note)) == ["a year", "ask"] and (kept.decision != "").sum() == 1
    assert kept.drop_duplicates(ALL[:8]).shape == kept.shape
    assert "kept" not in write_review(later, path, tables=["numbers"], force=True) and not len(read_corrections(path))


def test_review_writes_over_nothing_else(compared: Study, tmp_path: Path) -> None:
    path = tmp_path/"mine.tsv"
    path.write_text(f"{HEADER}\nnumbers\tp1.b1\t\t\t5\t五\tverdict\tsame\tyes\t\t\n", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(InputError, match=r"line 2: unknown decision 'yes'.*Nothing is written: correct that first, .* or add --force"): write_review(compared, path)
    assert path.read_bytes() == before and [p.name for p in tmp_path.iterdir()] == ["mine.tsv"]


def test_a_decision_about_other_words_is_not_taken_over(sheet: pd.DataFrame) -> None:
    new = rows_of(sheet, "devices").iloc[:3]
    old = new.assign(decision="reject", en_context="Other words.", zh_context="")
    merged = merge_sheets(new, old)
    assert merged.decision.tolist() == ["", "", "", "reject", "reject", "reject"]


# Verdicts ------------------------------------------------------------------------------------------------------------

def test_each_decision_does_what_it_says(compared: Study, sheet: pd.DataFrame) -> None:
    differ, usual = rows_of(sheet, "numbers", was="differ").iloc[[0]], rows_of(sheet, "terms", was="usual").iloc[[0, 1]]
    shift, seen = rows_of(sheet, "shifts").iloc[[0]], rows_of(sheet, "attention").iloc[[0]]
    mine = pd.concat([differ.assign(decision="change", value="same"), usual.assign(decision=["reject", "accept"]),
                      shift.assign(decision="change", value="explicitation"), seen.assign(decision="reject")])
    study, told = correct_verdicts(compared, mine)
    assert told.columns.tolist() == list(TOLD_COLUMNS) and set(told.status) == {"applied"}
    changed = study.numbers[study.numbers.decision == "change"]
    assert changed.verdict.tolist() == ["same"] and changed.verdict_was.tolist() == ["differ"] and changed.bead_id.tolist() == differ["where"].tolist()
    assert len(study.terms) == len(compared.terms) - 1 and (study.terms.decision == "accept").sum() == 1
    assert (study.shifts.decision == "change").sum() == 1 and set(study.shifts.columns) - set(compared.shifts.columns) == {"decision", "type_was"}
    assert len(study.attention) == len(compared.attention) - 1 and study.attention["rank"].tolist() == list(range(1, len(study.attention) + 1))
    assert study.names is compared.names  # nothing said, nothing touched


def test_a_corrected_rendering_keeps_its_place(compared: Study, sheet: pd.DataFrame) -> None:
    rows = rows_of(sheet, "terms")
    row = rows[rows.en_text.str.startswith("the ")].iloc[[0]]
    words = row.en_text.iloc[0][4:]
    study, told = correct_verdicts(compared, row.assign(field="en_rendering", was=row.en_text, decision="change", value=words))
    term, text = study.terms[study.terms.decision == "change"].iloc[0], compared.texts()
    assert told.status[0] == "applied" and term.en_rendering == words and text[term.en_sent][term.en_start:term.en_end] == words
    assert term.en_rendering_was == row.en_text.iloc[0]
    _, told = correct_verdicts(compared, row.assign(field="en_rendering", was=row.en_text, decision="change", value="no such words"))
    assert told.status[0] == "does not fit" and told.why[0].startswith("“no such words” is not in the text of ")


def test_two_columns_of_one_row(compared: Study, sheet: pd.DataFrame) -> None:
    row = rows_of(sheet, "devices", was="metaphor").iloc[[0]]
    domain = find_row(index_rows(compared, "devices"), row.iloc[0].to_dict()).rows
    was = compared.devices.domain.iloc[domain[0]]
    mine = pd.concat([row.assign(decision="change", value="irony"), row.assign(field="domain", was=was, decision="change", value="LIGHT")])
    study, told = correct_verdicts(compared, mine)
    changed = study.devices[study.devices.decision == "change"]
    assert set(told.status) == {"applied"} and changed[["device", "domain", "device_was", "domain_was"]].to_numpy().tolist() == [["irony", "LIGHT", "metaphor", was]]
    again, told = correct_verdicts(study, mine)
    assert set(told.status) == {"already so"} and again.devices.equals(study.devices)


def test_contradictions_are_told_and_change_nothing(compared: Study, sheet: pd.DataFrame) -> None:
    row = rows_of(sheet, "names").iloc[[0]]
    mine = pd.concat([row.assign(decision="accept", file="a.tsv", line=2), row.assign(decision="reject", file="b.tsv", line=9)])
    study, told = correct_verdicts(compared, mine)
    assert told.status.tolist() == ["contradicts"]*2 and told.why.tolist() == ["b.tsv, line 9 says reject; nothing is done", "a.tsv, line 2 says accept; nothing is done"]
    assert study.names.drop(columns="decision").equals(compared.names)
    same, told = correct_verdicts(compared, pd.concat([mine.iloc[[1]], mine.iloc[[1]].assign(file="c.tsv")]))
    assert told.status.tolist() == ["applied"]*2 and len(same.names) < len(compared.names)  # two people of one mind


def test_a_second_round_names_what_the_first_one_changed(compared: Study, sheet: pd.DataFrame) -> None:
    device = rows_of(sheet, "devices", was="metaphor").iloc[[0]].assign(decision="change", value="irony", line=2)
    _, told = correct_verdicts(compared, pd.concat([device, device.assign(was="irony", decision="accept", value="", line=3)]))
    assert told.status.tolist() == ["applied", "already so"]
    _, told = correct_verdicts(compared, pd.concat([device, device.assign(was="irony", decision="reject", value="", line=3)]))
    assert told.status.tolist() == ["contradicts"]*2  # one of the two lines is to go
    term = rows_of(sheet, "terms", was="usual").pipe(lambda t: t[t.en_text.str.startswith("the ")]).iloc[[0]]
    words = term.en_text.iloc[0][4:]
    rounds = pd.concat([term.assign(field="en_rendering", was=term.en_text, decision="change", value=words, line=2),
                        term.assign(en_text=words, decision="change", value="variant", line=3)])
    study, told = correct_verdicts(compared, rounds)
    assert told.status.tolist() == ["applied"]*2 and study.terms[study.terms.decision == "change"][["en_rendering", "verdict"]].to_numpy().tolist() == [[words, "variant"]]
    again, told = correct_verdicts(study, rounds)
    assert again.terms.equals(study.terms) and told.status.tolist() == ["already so"]*2


def test_an_accepted_verdict_outlives_another_opinion_of_the_machine(compared: Study, sheet: pd.DataFrame) -> None:
    row = rows_of(sheet, "numbers", was="same").iloc[[0]]
    other = compared.replace(numbers=compared.numbers.assign(verdict="differ"))
    study, told = correct_verdicts(other, row.assign(decision="accept"))
    assert told.status[0] == "applied" and study.numbers[study.numbers.decision == "accept"].verdict.tolist() == ["same"]


def test_a_rejected_device_says_nothing_about_another_one_there(compared: Study, sheet: pd.DataFrame) -> None:
    row = rows_of(sheet, "devices", was="metaphor").iloc[[0]]
    other = compared.replace(devices=compared.devices.assign(device="hyperbole"))
    study, told = correct_verdicts(other, row.assign(decision="reject"))
    assert told.status[0] == "already so" and len(study.devices) == len(other.devices) and "any more" in told.why[0]
    _, told = correct_verdicts(other, row.assign(decision="accept"))
    assert told.status[0] == "does not fit"


def test_what_is_gone_from_the_text_is_told(compared: Study, sheet: pd.DataFrame) -> None:
    row = rows_of(sheet, "terms").iloc[[0]].assign(zh_text="不在文中", decision="reject")
    study, told = correct_verdicts(compared, row)
    assert told.status[0] == "does not fit" and told.why[0] == "“不在文中” is not in the text" and len(study.terms) == len(compared.terms)
    assert status_text(told).splitlines()[0] == "1 correction: 1 does not fit." and "a.tsv, line " in status_text(told)
    _, told = correct_verdicts(compared, rows_of(sheet, "terms").iloc[[0]].assign(field="colour", decision="change", value="red"))
    assert told.why[0] == "terms has no column colour"


def test_a_file_of_the_reader(compared: Study, tmp_path: Path) -> None:
    # which tells no sentences but those of devices, and no words of a bead on the list of where to look first
    seen, number = compared.attention.iloc[1], compared.numbers[compared.numbers.verdict == "differ"].iloc[0]
    lines = [["attention", seen.bead_id, "", "", "", "", "reasons", seen.reasons, "reject", "", ""],
             ["numbers", number.bead_id, "", "", number.en_text, number.zh_text, "verdict", "differ", "change", "same", "a slip"]]
    mine = read_text(tmp_path, "\n".join("\t".join(line) for line in [ALL, *lines]) + "\n")
    study, told = correct_verdicts(compared, mine)
    assert told.status.tolist() == ["applied", "applied"]
    assert seen.bead_id not in set(study.attention.bead_id) and study.numbers[study.numbers.decision == "change"].bead_id.tolist() == [number.bead_id]
    _, told = correct_verdicts(renumbered(compared), mine[mine.table == "attention"])
    assert told.status.tolist() == ["moved"]  # the reasons stand there once


# A later parser ------------------------------------------------------------------------------------------------------

def renumbered(study: Study) -> Study:
    """The study as a parser gives it that finds one paragraph more at the beginning of every article: all ids of sentences and beads shift by one."""
    def sent(i: str) -> str:
        head, par, s = i.rsplit(".", 2)
        return f"{head}.p{int(par[1:]) + 1}.{s}"
    def bead(i: str) -> str: return f"{i.split('.b')[0]}.b{int(i.split('.b')[1]) + 1}" if i else i
    def ids(cell: str) -> str: return " ".join(map(sent, cell.split()))
    tables = {}
    for name, table in study.tables().items():
        changed = {c: table[c].map(bead) for c in table if c == "bead_id"}
        changed |= {c: table[c].map(ids) for c in ("sent_id", "sent_ids", "en_sents", "zh_sents", "en_sent", "zh_sent") if c in table}
        tables[name] = table.assign(**changed)
    return Study(**tables)


def test_corrections_survive_shifted_ids(compared: Study, sheet: pd.DataFrame) -> None:
    mine = sheet[sheet.table != "articles"].assign(decision="accept")
    expected, now = correct(compared, mine)
    assert not set(now.status) & {"does not fit", "contradicts"}
    later, told = correct(renumbered(compared), mine)
    lost = told[told.status.isin(["does not fit", "contradicts"])]
    repeated = compared.sentences.text.value_counts()
    said = lost.en_text.where(lost.en_text != "", lost.zh_text)
    assert set(lost.table) == {"beads", "devices", "fates"} and all(repeated[text] > 1 for text in said)  # a salutation that is said three times
    for table in ("numbers", "names", "terms", "shifts", "devices"):
        columns = [c for c in getattr(expected, table) if c in ("decision", "verdict", "type", "device", "source")]
        was, now = getattr(expected, table)[columns], getattr(later, table)[columns]
        if table == "devices": was, now = (rows[~rows.device.isin(lost.was)] for rows in (was, now))
        assert now.equals(was)
    # where the sheet tells no text (as a file of another program may), rows whose words stand in one place only still find it, and no row a wrong one
    bare = mine[mine.table.isin(["numbers", "terms", "devices"])].assign(en_context="", zh_context="", decision="reject")
    left, told = correct_verdicts(renumbered(compared), bare)
    assert set(told.status) <= set(STATUSES) and "does not fit" in set(told.status) and "moved" in set(told.status)


def test_a_sentence_cut_in_two(compared: Study, sheet: pd.DataFrame) -> None:
    bead = next(b for b in compared.beads.itertuples() if b.kind == "1-1" and ", " in compared.texts()[b.en_sents])
    old = compared.sentences[compared.sentences.sent_id == bead.en_sents].iloc[0]
    cut = old.text.index(", ") + 1
    halves = [dict(old) | dict(sent_id=old.sent_id + x, text=t) for x, t in (("a", old.text[:cut]), ("b", old.text[cut + 1:]))]
    sents = [r for s in compared.sentences.to_dict("records") for r in (halves if s["sent_id"] == old.sent_id else [s])]
    beads = [dict(b) | (dict(en_sents=halves[0]["sent_id"], kind="1-1") if b["bead_id"] == bead.bead_id else {}) for b in compared.beads.to_dict("records")]
    k = next(i for i, b in enumerate(beads) if b["bead_id"] == bead.bead_id)
    beads.insert(k + 1, dict(beads[k]) | dict(bead_id="pair1.b999", en_sents=halves[1]["sent_id"], zh_sents="", kind="1-0"))
    later = compared.replace(sentences=new_table("sentences", sents), beads=new_table("beads", beads))
    mine = rows_of(sheet, "beads", en_sents=bead.en_sents).assign(decision="accept")
    study, told = correct_beads(later, mine)
    joined = study.beads[study.beads.source == "corrected"]
    assert told.status[0] == "moved" and joined.en_sents.tolist() == [f"{bead.en_sents}a {bead.en_sents}b"] and joined.kind.tolist() == ["2-1"]
    assert len(study.beads) == len(compared.beads)


# Beads ---------------------------------------------------------------------------------------------------------------

def bead_row(study: Study, en: list[str], zh: list[str], **cells: object) -> dict:
    text = study.texts()
    return dict.fromkeys(CORRECTION_COLUMNS, "") | dict(table="beads", en_sents=" ".join(en), zh_sents=" ".join(zh), en_text=" ".join(text[i] for i in en),
                                                        zh_text=" ".join(text[i] for i in zh), decision="change", file="a.tsv", line=2) | cells


def sentences_of(beads: pd.DataFrame) -> Counter[str]:
    return Counter(" ".join(beads.en_sents + " " + beads.zh_sents).split())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_random_corrections_lose_no_sentence(compared: Study, data: st.DataObject) -> None:
    rows, order = [], {s: k for k, s in enumerate(compared.sentences.sent_id)}
    for line in range(data.draw(st.integers(1, 6))):
        k = data.draw(st.integers(0, len(compared.beads) - 4))
        near = compared.beads.iloc[k:k + data.draw(st.integers(1, 3))]
        sides = [[s for s in " ".join(near[c]).split() if data.draw(st.booleans())] for c in ("en_sents", "zh_sents")]
        if any(sides): rows.append(bead_row(compared, *sides, line=line + 2))
    corrections = pd.DataFrame(rows, columns=[*ALL, "file", "line"])
    study, told = correct_beads(compared, corrections)
    assert len(told) == len(rows) and set(told.status) <= set(STATUSES)
    assert sentences_of(study.beads) == sentences_of(compared.beads) and study.beads.bead_id.is_unique
    assert (study.beads.kind == [f"{len(e.split())}-{len(z.split())}" for e, z in zip(study.beads.en_sents, study.beads.zh_sents)]).all()
    for _, pair in study.beads.groupby("pair_id"):
        firsts = [order[z.split()[0]] for z in pair.zh_sents if z]
        before = [order[z.split()[0]] for z in compared.beads[compared.beads.pair_id == pair.pair_id.iloc[0]].zh_sents if z]
        assert firsts == sorted(firsts) or before != sorted(before)
    def in_order(ids: str) -> str: return " ".join(sorted(ids.split(), key=order.__getitem__))  # beads may cross, sentences of one bead do not
    accepted = told[told.status.isin(["applied", "moved", "already so"])]
    done = {(in_order(en), in_order(zh)) for en, zh in zip(accepted.en_sents, accepted.zh_sents)}
    assert set(zip(study.beads[study.beads.source == "corrected"].en_sents, study.beads[study.beads.source == "corrected"].zh_sents)) == done
    again, _ = correct_beads(study, corrections)
    assert again.beads.equals(study.beads)


def test_untouched_beads_keep_their_ids_and_links_are_dropped(compared: Study) -> None:
    one, two = compared.beads.iloc[10], compared.beads.iloc[11]
    mine = pd.DataFrame([bead_row(compared, (one.en_sents + " " + two.en_sents).split(), (one.zh_sents + " " + two.zh_sents).split(), where="pair1")])
    study, told = correct_beads(compared, mine)
    assert told.status.tolist() == ["applied"] and len(study.beads) == len(compared.beads) - 1 and not len(study.links)
    assert set(compared.beads.bead_id) - set(study.beads.bead_id) == {two.bead_id}
    bead = study.beads[study.beads.bead_id == one.bead_id].iloc[0]
    assert (bead.source, bead.score) == ("corrected", 1)
    same, told = correct_beads(compared, pd.DataFrame([bead_row(compared, one.en_sents.split(), one.zh_sents.split())]))
    assert told.status.tolist() == ["already so"] and len(same.links) == len(compared.links) and same.beads.source.value_counts()["corrected"] == 1


def test_beads_that_cannot_be(compared: Study) -> None:
    beads, text = compared.beads, compared.texts()
    first, last = beads.iloc[3], beads[beads.pair_id == "pair2"].iloc[3]
    starred = next(s for s in compared.sentences.sent_id if s not in sentences_of(beads))
    rows = [bead_row(compared, first.en_sents.split(), last.zh_sents.split(), line=2), bead_row(compared, [starred], [], line=3),
            bead_row(compared, first.zh_sents.split(), [], line=4), bead_row(compared, [], [], en_sents="d1.en1.p99.s1", line=5)]
    study, told = correct_beads(compared, pd.DataFrame(rows))
    assert set(told.status) == {"does not fit"} and study.beads.equals(beads) and text[starred]
    assert told.why.tolist() == ["its sentences belong to different pairs", f"{starred} is in no bead of this study", f"{first.zh_sents.split()[0]} is on the other side",
                                 "there is no sentence d1.en1.p99.s1"]


def test_ids_typed_into_the_sheet(compared: Study, sheet: pd.DataFrame) -> None:
    one, two = compared.beads.iloc[10], compared.beads.iloc[11]
    mine = rows_of(sheet, "beads", en_sents=one.en_sents).assign(en_sents=f"{one.en_sents} {two.en_sents}", decision="change")
    study, told = correct_beads(compared, mine)
    assert told.status.tolist() == ["applied"] and f"{one.en_sents} {two.en_sents}" in set(study.beads.en_sents)
    _, told = correct_beads(renumbered(compared), mine)
    assert told.status.tolist() == ["does not fit"] and "write the sheet again" in told.why[0]


def test_corrected_beads_are_compared(compared: Study) -> None:
    one, two = compared.beads.iloc[10], compared.beads.iloc[11]
    mine = pd.DataFrame([bead_row(compared, (one.en_sents + " " + two.en_sents).split(), (one.zh_sents + " " + two.zh_sents).split())])
    study, _ = correct_beads(Study(**{t: getattr(compared, t) for t in ("documents", "articles", "paragraphs", "sentences", "dropped", "beads")}), mine)
    again = compare(study, encoder=None)
    assert again.beads.equals(study.beads) and set(again.links.bead_id) <= set(again.beads.bead_id) and len(again.links)


# Articles ------------------------------------------------------------------------------------------------------------

def test_articles_are_paired_anew(compared: Study, sheet: pd.DataFrame) -> None:
    plain = parsed_sample()
    pairs = rows_of(sheet, "articles", field="pair_id")
    swap = pairs[pairs["where"].isin(["d1.zh1", "d1.zh2"])].assign(decision="change", value=["pair2", "pair1"])
    study, told = correct_articles(plain, swap)
    now = dict(zip(study.articles.article_id, study.articles.pair_id))
    assert set(told.status) == {"applied"} and (now["d1.zh1"], now["d1.zh2"]) == ("pair2", "pair1") and study.notes == plain.notes
    alone = pairs[pairs["where"] == "d1.zh1"].assign(decision="change", value="pair2")
    study, told = correct_articles(plain, alone)
    assert told.why.tolist() == ["d1.zh2 left pair2"] and len(study.notes) == len(plain.notes) + 2
    again, told = correct_articles(study, alone)
    assert again.articles.equals(study.articles) and told.status.tolist() == ["already so"] and again.notes == study.notes


def test_metadata_is_found_without_a_title(compared: Study) -> None:
    row = dict.fromkeys(CORRECTION_COLUMNS, "") | dict(table="articles", where="d1.en1", field="author", was="Lu Cheng", decision="change", value="Lu C.", file="r.tsv", line=2)
    study, told = correct_articles(compared, pd.DataFrame([row, row | dict(field="place", was="", value="Holmport"), row | dict(field="author", was="Nobody", value="X", line=4)]))
    assert told.status.tolist() == ["applied", "applied", "does not fit"] and told.why[2] == "the author of d1.en1 is “Lu Cheng”, not “Nobody”"
    assert study.articles.set_index("article_id").loc["d1.en1", ["author", "place", "author_was"]].tolist() == ["Lu C.", "Holmport", "Lu Cheng"]


# Everything at once --------------------------------------------------------------------------------------------------

@settings(max_examples=25, deadline=None)
@given(st.data())
def test_every_line_has_a_status_and_twice_is_once(compared: Study, sheet: pd.DataFrame, data: st.DataObject) -> None:
    rows = [sheet.iloc[k].to_dict() for k in data.draw(st.lists(st.integers(0, len(sheet) - 1), min_size=1, max_size=12))]
    values = {"numbers": "differ", "names": "variant", "terms": "variant", "articles": "", "beads": ""}
    for n, row in enumerate(rows):
        choice = data.draw(st.sampled_from(["accept", "change"] if row["table"] in ("articles", "beads") else ["accept", "reject", "change"]))
        if row["table"] == "articles" and row["field"] not in ("author", "place"): choice = "accept"
        row |= dict(decision=choice, value=values.get(row["table"], "new") if choice == "change" else "", line=n + 2)
    mine = pd.DataFrame(rows)
    study, told = correct(compared, mine)
    assert len(told) == len(mine) and set(told.status) <= set(STATUSES) and told.line.tolist() == sorted(told.line)
    again, _ = correct(study, mine)
    for name, table in study.tables().items(): assert getattr(again, name).equals(table), name
    assert status_text(told).startswith(f"{len(told)} correction")


def test_no_corrections_change_nothing(compared: Study) -> None:
    study, told = correct(compared, read_corrections())
    assert all(study.tables()[t].equals(compared.tables()[t]) for t in study.tables()) and not len(told) and status_text(told) == ""
    assert realigned(compared, []).equals(compared.beads)


# Agreement -----------------------------------------------------------------------------------------------------------

def test_alpha_of_the_published_examples() -> None:
    # Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, sections A, B and C
    read = lambda text: [None if c == "." else c for c in text]
    assert round(krippendorff_alpha([read("0100000010"), read("1110010000")]), 3) == .095
    assert round(krippendorff_alpha([read("aabbdcccedda"), read("babbbccceddd")]), 3) == .692
    assert round(krippendorff_alpha([read("123321412..."), read("1233224125.3"), read(".3332342251."), read("12332441251.")]), 3) == .743


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ar"), st.sampled_from("ar")), min_size=2, max_size=20))
def test_the_interval_lies_about_what_was_found(pairs: list[tuple[str, str]]) -> None:
    one, other = map(list, zip(*pairs))
    alpha, (low, high) = krippendorff_alpha([one, other]), alpha_interval(one, other)
    if alpha == alpha: assert low <= alpha + 1e-9 and low <= high <= 1  # bootstrap percentiles of alpha lie a little low
    else: assert low != low and high != high


def test_agreement_of_two_sheets(sheet: pd.DataFrame) -> None:
    rows = pd.concat([rows_of(sheet, "devices", was="metaphor").iloc[:6], rows_of(sheet, "numbers").iloc[:4]])
    one, other = rows.assign(decision="accept"), rows.assign(decision=["reject", *["accept"]*9])
    table = agreement(one, other)
    assert table[["table", "device", "n"]].to_numpy().tolist() == [["all", "", 10], ["devices", "", 6], ["devices", "metaphor", 6], ["numbers", "", 4]]
    assert table.same.tolist() == [.9, 5/6, 5/6, 1.] and table.alpha.isna().tolist() == [False, False, False, True]
    assert table.signature.str.contains("alpha:Krippendorff_nominal").all()
