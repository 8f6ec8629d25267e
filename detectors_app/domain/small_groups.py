"""Which numbers may be shown side by side without telling one about few people; counts nobody.

The same people are shown by team and by job, so a group that is hidden in one table can be worked out from both
together. Teams and jobs that share people hang together; what hangs together is looked at as one (a *cluster*). All
that follows about what is hidden are sums over one side: of a cluster of which the other side is shown whole, or of
all clusters that have something hidden of each side (docs/figures.md says why). So nothing about few people follows
where each such sum is of several groups that are many people together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from detectors_app.domain.course import Job
from detectors_app.domain.figures import LEAST_SHOWN, NOBODY, Cell, Figure

_SEVERAL = 2


class Side(StrEnum):
    """By what a group is named."""

    TEAM = "team"
    JOB = "job"


_OTHER = {Side.TEAM: Side.JOB, Side.JOB: Side.TEAM}


class Group(NamedTuple):
    """All people of one team, or all of one job."""

    side: Side
    name: str


@dataclass(slots=True)
class _Cluster:
    """Groups that hang together, by side, each with its figure."""

    groups: dict[Side, dict[Group, Figure]] = field(default_factory=lambda: {Side.TEAM: {}, Side.JOB: {}})

    @property
    def total(self) -> Figure:
        return _sum(self.groups[Side.JOB].values())

    def hidden(self, side: Side, hidden: set[Group]) -> dict[Group, Figure]:
        """Give what is hidden of a side."""
        return {group: figure for group, figure in self.groups[side].items() if group in hidden}

    def shown(self, side: Side, hidden: set[Group]) -> dict[Group, Figure]:
        """Give what is shown of a side."""
        return {group: figure for group, figure in self.groups[side].items() if group not in hidden}


def hidden_groups(cells: Mapping[Cell, Figure]) -> frozenset[Group]:
    """Give the teams and jobs not to be shown, where all else, and everyone together, is.

    Everything, where everyone together are few.
    """
    clusters = _clusters(cells)
    sides = [side for each in clusters for side in each.groups.values()]
    if _sum(each.total for each in clusters).required < LEAST_SHOWN:
        return frozenset(group for side in sides for group in side)
    hidden = {group for side in sides for group, figure in side.items() if _is_small(figure)}
    while more := _to_hide_next(clusters, hidden):
        hidden |= more
    return frozenset(hidden)


def _to_hide_next(clusters: Sequence[_Cluster], hidden: set[Group]) -> set[Group]:
    """Give what else is to be hidden, a little at a time; nothing where nothing can be worked out any more."""
    shut = [each for each in clusters if all(each.hidden(side, hidden) for side in Side)]
    for cluster in clusters:
        for side in Side:
            more = set() if cluster in shut else _one_side(cluster, side, hidden)
            if more:
                return more
    return _both_sides(clusters, shut, hidden) if shut else set()


def _one_side(cluster: _Cluster, side: Side, hidden: set[Group]) -> set[Group]:
    """Look at a cluster whose other side is shown whole: what is hidden of this side follows, taken together."""
    some, shown = cluster.hidden(side, hidden), cluster.shown(side, hidden)
    if not some or not _tells(cluster.total, some):
        return set()
    return {_smallest(shown)} if shown else {_smallest(cluster.groups[_OTHER[side]])}


def _both_sides(clusters: Sequence[_Cluster], shut: Sequence[_Cluster], hidden: set[Group]) -> set[Group]:
    """Look at the clusters with something hidden of each side: one side of every such cluster follows, added up."""
    everyone = _sum(each.total for each in clusters)
    ways = [[each.hidden(side, hidden) for each in shut] for side in Side]
    fewest = sum(min(_sum(way[place].values()).required for way in ways) for place in range(len(shut)))
    told = [_tells(everyone, {group: figure for some in way for group, figure in some.items()}) for way in ways]
    if fewest >= LEAST_SHOWN and not any(told):
        return set()
    shown = {group: figure for each in shut for side in Side for group, figure in each.shown(side, hidden).items()}
    if shown:
        return {_smallest(shown)}
    # There is another: of all clusters together one side is everyone, who are many, and never one group alone.
    others = [each for each in clusters if each not in shut]
    least = min(others, key=lambda each: each.total.required)
    return {_smallest(least.groups[side]) for side in Side if not least.hidden(side, hidden)}


def _tells(of: Figure, some: Mapping[Group, Figure]) -> bool:
    """Say whether the sum of these tells something: of one group, of few people, or that all or none of them have."""
    together = _sum(some.values())
    all_or_none = _is_all_or_none(together) and not _is_all_or_none(of)
    return len(some) < _SEVERAL or _is_small(together) or all_or_none


def _sum(figures: Iterable[Figure]) -> Figure:
    return sum(figures, NOBODY)


def _smallest(groups: Mapping[Group, Figure]) -> Group:
    return min(groups, key=lambda each: (groups[each].required, each.side, each.name))


def _is_small(figure: Figure) -> bool:
    return figure.required < LEAST_SHOWN


def _is_all_or_none(figure: Figure) -> bool:
    return figure.completed in {0, figure.required}


def _clusters(cells: Mapping[Cell, Figure]) -> list[_Cluster]:
    """Join what shares people; in the order of names, so that every desk hides the same."""
    found: dict[Group, _Cluster] = {}
    for (team, job), figure in sorted(cells.items()):
        groups = (Group(Side.TEAM, team), Group(Side.JOB, Job(job)))
        clusters = [found[each] for each in groups if each in found]
        cluster = clusters[0] if clusters else _Cluster()
        for other in clusters[1:]:
            if other is not cluster:
                for side, held in other.groups.items():
                    cluster.groups[side] |= held
        for group in groups:
            held = cluster.groups[group.side]
            held[group] = held.get(group, NOBODY) + figure
        found |= {each: cluster for groups_of_side in cluster.groups.values() for each in groups_of_side}
    return list({id(each): each for each in found.values()}.values())
