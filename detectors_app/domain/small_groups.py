"""Which numbers may be shown side by side without telling one about few people; counts nobody.

The same people are shown by team and by job, so a group that is hidden in one table can be worked out from both
together. Teams and jobs that share people hang together; what hangs together is looked at as one (a *cluster*). Of a
cluster all that follows from what is shown are sums over one whole side of it (docs/figures.md has the proof), so
nothing about few people follows where, of each side of a cluster, nothing is hidden, or several that are many people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
        return sum(self.groups[Side.JOB].values(), NOBODY)


def hidden_groups(cells: Mapping[Cell, Figure]) -> frozenset[Group]:
    """Give the teams and jobs not to be shown, where all else, and everyone together, is.

    Everything, where everyone together are few.
    """
    clusters = _clusters(cells)
    everyone = {group for each in clusters for side in each.groups.values() for group in side}
    if sum((each.total for each in clusters), NOBODY).required < LEAST_SHOWN:
        return frozenset(everyone)
    hidden = {
        group
        for each in clusters
        for side in each.groups.values()
        for group, figure in side.items()
        if _is_small(figure)
    }
    while (more := _next_to_hide(clusters, hidden)) is not None:
        hidden.add(more)
    return frozenset(hidden)


def _next_to_hide(clusters: Sequence[_Cluster], hidden: set[Group]) -> Group | None:
    """Give one more group without which something could be worked out, the smallest that helps."""
    for cluster in clusters:
        for side, groups in cluster.groups.items():
            some = [group for group in groups if group in hidden]
            shown = [group for group in groups if group not in hidden]
            if some and shown and _tells(cluster, side, some):
                return _smallest(groups, shown)
            if some and not shown and len(groups) == 1 and (other := _other_side(cluster, side, hidden)):
                return other
    return _more_clusters(clusters, hidden)


def _tells(cluster: _Cluster, side: Side, some: Sequence[Group]) -> bool:
    """Say whether the sum of those hidden tells something: of one, of few, or that all or none of them have."""
    together = sum((cluster.groups[side][each] for each in some), NOBODY)
    told_anyway = _is_all_or_none(cluster.total)
    return len(some) < _SEVERAL or _is_small(together) or (_is_all_or_none(together) and not told_anyway)


def _other_side(cluster: _Cluster, side: Side, hidden: set[Group]) -> Group | None:
    """Give a group of the other side, where nothing of it is hidden: a lone group is what all of them make together."""
    other = cluster.groups[Side.JOB if side is Side.TEAM else Side.TEAM]
    return None if any(each in hidden for each in other) else _smallest(other, list(other))


def _more_clusters(clusters: Sequence[_Cluster], hidden: set[Group]) -> Group | None:
    """Where few people hang together, or one group alone, and are all hidden, hide another such lot beside them."""
    shut = [each for each in clusters if all(any(group in hidden for group in side) for side in each.groups.values())]
    together = sum((each.total for each in shut), NOBODY)
    lone = any(len(_hidden_of(each, side, hidden)) == 1 for each in shut for side in Side)
    if not shut or not (_is_small(together) or (lone and len(shut) < _SEVERAL)):
        return None
    # There is another: everyone together are many, and a lone group that is all of them is never hidden.
    open_ = [each for each in clusters if each not in shut]
    least = min(open_, key=lambda each: each.total.required)
    side = next(side for side in Side if not _hidden_of(least, side, hidden))
    return _smallest(least.groups[side], list(least.groups[side]))


def _hidden_of(cluster: _Cluster, side: Side, hidden: set[Group]) -> list[Group]:
    return [each for each in cluster.groups[side] if each in hidden]


def _smallest(groups: Mapping[Group, Figure], some: Sequence[Group]) -> Group:
    return min(some, key=lambda each: (groups[each].required, each.name))


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
