"""Splink 5 on two lists whose names are folded already: run by `benchmarks.lists` in an environment of its own.

    python benchmarks/splink_peer.py SOUGHT.csv FOUND.csv PAIRS.csv

Reads the folded columns that `benchmarks.lists` writes, lets Splink train and score as its documentation advises, and
writes one row a pair: sought_id, found_id, probability. The last line on standard output is seconds and peak MiB.
"""

import csv
import re
import sys
import time
from pathlib import Path

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

_EXACT = ("sex", "category", "rank", "unit")
_BLOCKS = (
    block_on("family", "given"),
    block_on("family", "father"),
    block_on("given", "father", "birth_year"),
    block_on("birth_date"),
    block_on("family", "birth_year"),
    block_on("id_number"),
    block_on("family", "birth_place"),
)
_BORN = {
    "output_column_name": "born",
    "comparison_levels": [
        {
            "sql_condition": "birth_year_l is null or birth_year_r is null",
            "label_for_charts": "null",
            "is_null_level": True,
        },
        {"sql_condition": "birth_date_l = birth_date_r", "label_for_charts": "the same date"},
        {
            "sql_condition": "birth_year_l = birth_year_r and (birth_date_l is null or birth_date_r is null)",
            "label_for_charts": "the same year, no more known",
        },
        {"sql_condition": "damerau_levenshtein(birth_date_l, birth_date_r) <= 1", "label_for_charts": "one sign apart"},
        {"sql_condition": "birth_year_l = birth_year_r", "label_for_charts": "the same year"},
        {
            "sql_condition": "abs(cast(birth_year_l as int) - cast(birth_year_r as int)) <= 1",
            "label_for_charts": "one year apart",
        },
        {"sql_condition": "ELSE", "label_for_charts": "else"},
    ],
}


def main(sought: str, found: str, out: str) -> None:
    """Link two files and write the scored pairs."""
    start = time.perf_counter()
    connection = duckdb.connect()
    connection.execute("set threads to 2")
    api = DuckDBAPI(connection)
    tables = []
    for name, path in (("sought", sought), ("found", found)):
        read = f"create table {name} as select * from read_csv('{path}', all_varchar=true, nullstr='')"
        connection.execute(read)
        tables.append(api.register(name))
    names = [
        cl.JaroWinklerAtThresholds(name, [0.92, 0.85]).configure(term_frequency_adjustments=True)
        for name in ("family", "given", "father")
    ]
    places = [
        cl.ExactMatch(name).configure(term_frequency_adjustments=True) for name in ("birth_place", "last_seen_place")
    ]
    seen = [cl.ExactMatch("last_seen_date"), cl.LevenshteinAtThresholds("id_number", [1])]
    linker = Linker(
        tables,
        SettingsCreator(
            link_type="link_only",
            unique_id_column_name="record_id",
            comparisons=[*names, _BORN, *places, *seen, *(cl.ExactMatch(name) for name in _EXACT)],
            blocking_rules_to_generate_predictions=list(_BLOCKS),
        ),
    )
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("family", "given", "birth_date")], recall=0.5)
    training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    for block in (block_on("family", "given"), block_on("birth_date")):
        training.estimate_parameters_using_expectation_maximisation(block)
    rows = linker.inference.predict(threshold_match_weight=-10).as_record_list()
    with open(out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for row in rows:
            ids = {row["record_id_l"], row["record_id_r"]}
            mine = next(name for name in ids if name.startswith("S"))
            writer.writerow((mine, *(ids - {mine}), row["match_probability"]))
    status = Path("/proc/self/status").read_text(encoding="ascii")  # getrusage counts the parent's peak too
    peak = int(re.search(r"VmHWM:\s*(\d+)", status)[1]) / 1024
    print(time.perf_counter() - start, peak)


if __name__ == "__main__":
    main(*sys.argv[1:])
