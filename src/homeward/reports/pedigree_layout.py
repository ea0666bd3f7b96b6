"""Where everybody of a pedigree stands in a drawing: rows by generation, order within a row, then places.

Partners share a row where descent allows it. What must pass through a row (a line to a later row, or to a partner who
stands deeper) gets a narrow place of its own there, so that no line runs through a symbol. `pedigree_drawing` draws.

Source: Sugiyama, Tagawa & Toda 1981, IEEE Trans SMC 11:109 (rows, barycentres); places by isotonic regression
(pool adjacent violators: Ayer et al. 1955).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from homeward.evidence.dna.pedigree import Pedigree

PASS_WIDTH = 12.0  # room for a line that passes through a row
BLOCK_GAP = 10.0
MATE_GAP = 12.0  # between partners, so that their line can be seen
_SWEEPS = 8
_MOST_TRIES = 600  # exchanges of neighbours tried before the order is taken as it is
_PLACE_SWEEPS = 40
_SMALL = 12  # nodes, above which several first orders are tried
_MOST_STARTS = 6
_CROSSING = 1e4  # what one crossing of lines costs, in units of length
_FATHER_LEFT = 8.0  # what it may cost to draw a father to the left of the mother, as is the custom


@dataclass(frozen=True, slots=True)
class Node:
    """One place in a row: a person, or a line that passes."""

    person: str | None
    row: int
    width: float


@dataclass(frozen=True, slots=True)
class Descent:
    """Lines from one source down to nodes of the next row.

    sources    the two partners of a mating, or the one node whose line goes on
    """

    sources: tuple[int, ...]
    targets: tuple[int, ...]
    mating: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Mating:
    """Two people with children, and the nodes at which their line begins and ends."""

    father: str
    mother: str
    ends: tuple[int, int]
    is_adjacent: bool  # no symbol stands between them


@dataclass(frozen=True, slots=True)
class Layout:
    """All nodes with the middle of each, from left to right from 0.

    x    by node, in the units of the widths given
    """

    nodes: tuple[Node, ...]
    x: tuple[float, ...]
    descents: tuple[Descent, ...]
    matings: tuple[Mating, ...]
    width: float
    n_rows: int

    @property
    def place(self) -> dict[str, tuple[float, int]]:
        """Where each person stands: x and row."""
        return {n.person: (x, n.row) for n, x in zip(self.nodes, self.x, strict=True) if n.person is not None}


def lay_out(pedigree: Pedigree, widths: Mapping[str, float]) -> Layout:
    """Place everybody once, children below both parents, nobody on anybody.

    widths     by person: room for symbol and label
    returns    a `Layout`; unconnected parts of the pedigree stand side by side
    """
    rows = generations(pedigree)
    web = _Web(pedigree, rows, widths)
    x: dict[int, float] = {}
    left = 0.0
    for part in web.parts():
        placed = _place(web, part)
        shift = left - min(placed[n] - web.nodes[n].width / 2 for n in part)
        x |= {n: place + shift for n, place in placed.items()}
        left = max(x[n] + web.nodes[n].width / 2 for n in part) + 2 * BLOCK_GAP
    nodes = tuple(web.nodes)
    n_rows = 1 + max((node.row for node in nodes), default=-1)
    places = tuple(x[n] for n in range(len(nodes)))
    matings = tuple(_mating(web, places, key, ends) for key, ends in web.ends.items())
    return Layout(nodes, places, tuple(web.descents), matings, max(left - 2 * BLOCK_GAP, 0.0), n_rows)


def _mating(web: "_Web", x: Sequence[float], key: tuple[str, str], ends: tuple[int, int]) -> Mating:
    low, high = sorted((x[ends[0]], x[ends[1]]))
    row = web.nodes[ends[0]].row
    between = any(n.row == row and low < x[k] < high for k, n in enumerate(web.nodes) if k not in ends)
    return Mating(*key, ends, not between)


# ── rows ──


def generations(pedigree: Pedigree) -> dict[str, int]:
    """Give each person a row: below both parents, beside partners and siblings where that makes no circle."""
    group = {person.id: person.id for person in pedigree.people}
    parents = {p.id: [q for q in (p.father, p.mother) if q is not None] for p in pedigree.people}
    couples = dict.fromkeys((p.father, p.mother) for p in pedigree.people if p.father is not None and p.mother)
    sibs: dict[tuple[str | None, str | None], str] = {}
    wishes = [(twins[0], twin) for twins in pedigree.twins for twin in twins[1:]]
    wishes += [(str(father), str(mother)) for father, mother in couples]
    for person in pedigree.people:
        if person.father is not None:
            wishes.append((sibs.setdefault((person.father, person.mother), person.id), person.id))
    for one, other in wishes:
        merged = {k: (group[one] if g == group[other] else g) for k, g in group.items()}
        if _order(merged, parents) is not None:
            group = merged
    return _ranks(group, parents)


def _order(group: Mapping[str, str], parents: Mapping[str, list[str]]) -> list[str] | None:
    """Order groups so that parents come first; None where some would descend from themselves."""
    above: dict[str, set[str]] = {g: set() for g in group.values()}
    for person, own in parents.items():
        above[group[person]] |= {group[parent] for parent in own}
    ordered: list[str] = []
    placed: set[str] = set()
    while len(ordered) < len(above):
        ready = [g for g, over in above.items() if g not in placed and over <= placed]
        if not ready:
            return None
        ordered += ready
        placed |= set(ready)
    return ordered


def _ranks(group: Mapping[str, str], parents: Mapping[str, list[str]]) -> dict[str, int]:
    """Rows of groups: as low as their children allow, so that people who marry in stand beside their partners."""
    ordered = _order(group, parents) or []
    above: dict[str, set[str]] = {g: set() for g in ordered}
    below: dict[str, set[str]] = {g: set() for g in ordered}
    for person, own in parents.items():
        for parent in own:
            above[group[person]].add(group[parent])
            below[group[parent]].add(group[person])
    rank: dict[str, int] = {}
    for g in ordered:
        rank[g] = 1 + max((rank[over] for over in above[g]), default=-1)
    for g in reversed(ordered):
        rank[g] = min((rank[under] for under in below[g]), default=rank[g] + 1) - 1
    for g in ordered:
        if not below[g] and above[g]:
            rank[g] = 1 + max(rank[over] for over in above[g])
    return {person: rank[g] - min(rank.values()) for person, g in group.items()}


# ── nodes and lines ──


class _Web:
    """All nodes, the lines between rows, and which nodes of a row hold together as partners."""

    def __init__(self, pedigree: Pedigree, rows: Mapping[str, int], widths: Mapping[str, float]) -> None:
        self.nodes = [Node(p.id, rows[p.id], widths[p.id]) for p in pedigree.people]
        self.number = {p.id: k for k, p in enumerate(pedigree.people)}
        self.descents: list[Descent] = []
        self.ends: dict[tuple[str, str], tuple[int, int]] = {}
        children: dict[tuple[str, str], list[str]] = {}
        for person in pedigree.people:
            if person.father is not None and person.mother is not None:
                children.setdefault((person.father, person.mother), []).append(person.id)
        for key, born in children.items():
            self._add_mating(key, born)

    def _add_mating(self, key: tuple[str, str], children: Sequence[str]) -> None:
        one, other = self.number[key[0]], self.number[key[1]]
        row = max(self.nodes[one].row, self.nodes[other].row)
        ends = (self._reach(one, row), self._reach(other, row))
        self.ends[key] = ends
        targets = tuple(self._hang(self.number[child], row + 1) for child in children)
        self.descents.append(Descent(ends, targets, key))

    def _reach(self, node: int, row: int) -> int:
        """Follow a person's line down to a row, adding a node in each row it enters."""
        while self.nodes[node].row < row:
            self.nodes.append(Node(None, self.nodes[node].row + 1, PASS_WIDTH))
            self.descents.append(Descent((node,), (len(self.nodes) - 1,), None))
            node = len(self.nodes) - 1
        return node

    def _hang(self, node: int, row: int) -> int:
        """Follow a child's line up to a row, adding a node in each row it passes."""
        while self.nodes[node].row > row:
            self.nodes.append(Node(None, self.nodes[node].row - 1, PASS_WIDTH))
            self.descents.append(Descent((len(self.nodes) - 1,), (node,), None))
            node = len(self.nodes) - 1
        return node

    def parts(self) -> list[list[int]]:
        """Split the nodes into unconnected parts, in pedigree order."""
        label = list(range(len(self.nodes)))
        for descent in self.descents:
            _join(label, (*descent.sources, *descent.targets))
        out: dict[int, list[int]] = {}
        for node, root in enumerate(label):
            out.setdefault(root, []).append(node)
        return list(out.values())

    def chains(self, part: Sequence[int]) -> list[list[int]]:
        """Partners in one row, side by side, as far as everybody can stand beside theirs."""
        near: dict[int, list[int]] = {node: [] for node in part}
        for one, other in self.ends.values():
            if one in near:
                near[one].append(other)
                near[other].append(one)
        seen: set[int] = set()
        out = []
        for start in sorted(part, key=lambda n: (len(near[n]) > 1, n)):
            if start not in seen:
                out.append(_walk(start, near, seen))
        for start in part:
            if start not in seen:
                out.append(_walk(start, near, seen))
        return out


def _join(label: list[int], nodes: Sequence[int]) -> None:
    roots = {label[node] for node in nodes}
    least = min(roots)
    for node, root in enumerate(label):
        if root in roots:
            label[node] = least


def _walk(start: int, near: Mapping[int, list[int]], seen: set[int]) -> list[int]:
    chain, waiting = [], [start]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            chain.append(node)
            # those with further partners last on the stack come first: the chain goes on through them
            waiting += sorted(near[node], key=lambda n: len(near[n]))
    return chain


# ── order and places of one connected part ──


class _Board:
    """Chains in rows, in an order that is changed until few lines cross."""

    def __init__(self, web: _Web, part: Sequence[int], start: int) -> None:
        self.nodes = web.nodes
        own = set(part)
        self.descents = [d for d in web.descents if d.sources[0] in own]
        depth = 1 + max(web.nodes[n].row for n in part)
        self.rows: list[list[list[int]]] = [[] for _ in range(depth)]
        first = self._first_met(part, start)
        for chain in sorted(web.chains(part), key=lambda c: min(first[n] for n in c)):
            self.rows[web.nodes[chain[0]].row].append(chain)
        self.up: dict[int, list[Descent]] = {n: [] for n in part}
        self.down: dict[int, list[Descent]] = {n: [] for n in part}
        for descent in self.descents:
            for n in descent.targets:
                self.up[n].append(descent)
            for n in descent.sources:
                self.down[n].append(descent)

    def _first_met(self, part: Sequence[int], start: int) -> dict[int, int]:
        """The order in which a walk over relatives meets everybody: close relatives come close."""
        near: dict[int, list[int]] = {n: [] for n in part}
        for d in self.descents:
            for one, other in combinations((*d.sources, *d.targets), 2):
                near[one].append(other)
                near[other].append(one)
        met: dict[int, int] = {}
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if node not in met:
                met[node] = len(met)
                waiting += sorted(near[node], key=lambda n: (-self.nodes[n].row, -n))
        return met

    def packed(self) -> dict[int, float]:
        """Places with every row packed and centred."""
        x: dict[int, float] = {}
        for row in self.rows:
            at = 0.0
            for chain in row:
                for n in chain:
                    x[n] = at + self.nodes[n].width / 2
                    at += self.nodes[n].width + MATE_GAP
                at += BLOCK_GAP - MATE_GAP
            for chain in row:
                for n in chain:
                    x[n] -= at / 2
        return x

    def cost(self) -> float:
        """Count crossings first, then length."""
        x = self.packed()
        by_gap: dict[int, list[tuple[float, float]]] = {}
        length = 0.0
        for d in self.descents:
            source = sum(x[n] for n in d.sources) / len(d.sources)
            lines = [(source, x[n]) for n in d.targets]
            by_gap.setdefault(self.nodes[d.targets[0]].row, []).extend(lines)
            length += abs(sum(t for _, t in lines) / len(lines) - source)
            length += 0.3 * (max(t for _, t in lines) - min(t for _, t in lines))
            length += 2.0 * abs(x[d.sources[0]] - x[d.sources[-1]])
            length += _FATHER_LEFT * (x[d.sources[0]] > x[d.sources[-1]])
        crossings = sum(
            (s1 - s2) * (t1 - t2) < 0.0 for lines in by_gap.values() for (s1, t1), (s2, t2) in combinations(lines, 2)
        )
        return crossings * _CROSSING + length

    def sweep(self, *, downwards: bool) -> None:
        """Order each row by the middle of its relatives in the row before."""
        order = range(1, len(self.rows)) if downwards else range(len(self.rows) - 2, -1, -1)
        for place in order:
            x = self.packed()
            wish = {n: self._wish(n, x, downwards=downwards) for chain in self.rows[place] for n in chain}
            for chain in self.rows[place]:
                if sum((wish[b] - wish[a]) for a, b in pairwise(chain)) < 0.0:
                    chain.reverse()
            self.rows[place].sort(key=lambda chain: sum(wish[n] for n in chain) / len(chain))

    def _wish(self, n: int, x: Mapping[int, float], *, downwards: bool) -> float:
        lines = self.up[n] if downwards else self.down[n]
        ends = [m for d in lines for m in (d.sources if downwards else d.targets)]
        return sum(x[m] for m in ends) / len(ends) if ends else x[n]

    def improve(self) -> None:
        """Exchange neighbours and turn chains round while that helps."""
        best, tries = self.cost(), 0
        is_better = True
        while is_better and tries < _MOST_TRIES:
            is_better = False
            for change in self._changes():
                change()
                cost = self.cost()
                tries += 1
                if cost < best - 1e-6:
                    best, is_better = cost, True
                else:
                    change()  # each change undoes itself

    def _changes(self) -> Iterable[Callable[[], None]]:
        for row in self.rows:
            for k in range(len(row) - 1):
                yield lambda row=row, k=k: row.__setitem__(slice(k, k + 2), row[k : k + 2][::-1])  # type: ignore[misc]
            for chain in row:
                if len(chain) > 1:
                    yield chain.reverse


def _place(web: _Web, part: Sequence[int]) -> dict[int, float]:
    """Try orders from several first people, keep the best."""
    top = [n for n in part if web.nodes[n].row == 0]
    starts = top if len(part) > _SMALL else top[:1]
    boards = [_arranged(_Board(web, part, start)) for start in starts[:_MOST_STARTS]]
    best = min(boards, key=lambda board: board.cost())
    best.improve()
    return _spread(best)


def _arranged(board: _Board) -> _Board:
    best, kept = board.cost(), [[list(chain) for chain in row] for row in board.rows]
    for number in range(_SWEEPS):
        board.sweep(downwards=number % 2 == 0)
        cost = board.cost()
        if cost < best:
            best, kept = cost, [[list(chain) for chain in row] for row in board.rows]
    board.rows = kept
    return board


def _spread(board: _Board) -> dict[int, float]:
    """Move rows until children stand under the middle of their parents, as far as everybody keeps their room."""
    x = board.packed()
    for number in range(_PLACE_SWEEPS):
        rows = board.rows if number % 2 else board.rows[::-1]
        for row in rows:
            wishes = [_pull(board, chain, x, with_up=number < 4 or number % 2 == 1) for chain in row]
            _settle(board, row, wishes, x)
    return x


def _pull(board: _Board, chain: Sequence[int], x: Mapping[int, float], *, with_up: bool) -> float:
    """How far a chain wants to move: towards the middle of its children, and with its siblings under the parents."""
    pulls = []
    for n in chain:
        for d in (*board.down[n], *(board.up[n] if with_up or not board.down[n] else ())):
            source = sum(x[m] for m in d.sources) / len(d.sources)
            middle = sum(x[m] for m in d.targets) / len(d.targets)
            pulls.append(middle - source if n in d.sources else source - middle)
    return sum(pulls) / len(pulls) if pulls else 0.0


def _settle(board: _Board, row: Sequence[Sequence[int]], moves: Sequence[float], x: dict[int, float]) -> None:
    """Move the chains of a row as near to where they want to be as their room allows (least squares)."""
    offsets, at = [], 0.0
    for chain in row:
        offsets.append(at)
        at += sum(board.nodes[n].width + MATE_GAP for n in chain) - MATE_GAP + BLOCK_GAP
    lefts = [x[chain[0]] - board.nodes[chain[0]].width / 2 for chain in row]
    wanted = [left + move - offset for left, move, offset in zip(lefts, moves, offsets, strict=True)]
    for chain, place, offset, left in zip(row, _rising(wanted), offsets, lefts, strict=True):
        for n in chain:
            x[n] += place + offset - left


def _rising(values: Sequence[float]) -> list[float]:
    """The nearest sequence that never falls: pool adjacent violators.

    >>> _rising([1.0, 3.0, 2.0])
    [1.0, 2.5, 2.5]
    """
    pools: list[tuple[float, int]] = []
    for value in values:
        total, n = value, 1
        while pools and pools[-1][0] * n >= total * pools[-1][1]:
            more, m = pools.pop()
            total, n = total + more, n + m
        pools.append((total, n))
    return [total / n for total, n in pools for _ in range(n)]
