"""A round on pages: at a glance, planned, agreed line by line, its gates and papers, the day itself, and afterwards."""

from django.urls import path

from homeward.web.screens.rounds import after, day, gates, lines, marks, overview, papers, planning

_DAY = "rounds/<str:round_id>/day/<str:digest>/"
URLS = [
    path("rounds/", overview.every, name="rounds"),
    path("rounds/open/", overview.begin, name="round_open"),
    path("rounds/worker.js", day.worker, name="roll_worker"),
    path("rounds/<str:round_id>/", overview.view, name="round"),
    path("rounds/<str:round_id>/plan/", planning.view, name="round_plan"),
    path("rounds/<str:round_id>/plan/run/", planning.run, name="round_plan_run"),
    path("rounds/<str:round_id>/plan/drop/", planning.drop, name="round_plan_drop"),
    path("rounds/<str:round_id>/why/<str:case_id>/", planning.why, name="round_why"),
    path("rounds/<str:round_id>/why/<str:case_id>/paper/", planning.paper, name="round_paper_seen"),
    path("rounds/<str:round_id>/lines/", lines.view, name="round_lines"),
    path("rounds/<str:round_id>/lines/act/", lines.act, name="round_lines_act"),
    path("rounds/<str:round_id>/lines/proofs/", lines.proofs, name="round_proofs"),
    path("rounds/<str:round_id>/gates/", gates.view, name="round_gates"),
    path("rounds/<str:round_id>/gates/hear/", gates.hear, name="round_gates_hear"),
    path("rounds/<str:round_id>/papers/", papers.view, name="round_papers"),
    path("rounds/<str:round_id>/papers/act/", papers.act, name="round_papers_act"),
    path("rounds/<str:round_id>/papers/<str:digest>/", papers.download, name="round_paper"),
    path("rounds/<str:round_id>/after/", after.view, name="round_after"),
    path("rounds/<str:round_id>/after/note/", after.note, name="round_after_note"),
    path(_DAY, day.view, name="roll"),
    path(f"{_DAY}copy/", day.copy, name="roll_copy"),
    path(f"{_DAY}roll.webmanifest", day.installed, name="roll_installed"),
    path(f"{_DAY}state/", marks.state, name="roll_state"),
    path(f"{_DAY}marks/", marks.take, name="roll_marks"),
    path(f"{_DAY}mark/", day.mark, name="roll_mark"),
    path(f"{_DAY}count/", day.count, name="roll_count"),
    path(f"{_DAY}receipt/", day.receipt, name="roll_receipt"),
]
