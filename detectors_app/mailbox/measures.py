"""Numbers for the operator: requests and durations by call; no ids, no counts by box, no content."""

from __future__ import annotations

from collections import Counter

_BOUNDS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0)


class Measures:
    """Counts since the worker started. Used on the event loop only."""

    def __init__(self) -> None:
        """Start at nought."""
        self._requests: Counter[tuple[str, int]] = Counter()
        self._within: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()

    def count(self, call: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        self._requests[call, status] += 1
        self._seconds[call] += seconds  # type: ignore[assignment]  # a Counter adds floats as well
        bound = next((each for each in _BOUNDS_S if seconds <= each), None)
        if bound is not None:
            self._within[call, bound] += 1

    def text(self, gauges: dict[str, int]) -> str:
        """Write everything in Prometheus' text format, version 0.0.4."""
        lines = ["# TYPE detectors_requests_total counter"]
        lines += [
            f'detectors_requests_total{{call="{call}",status="{status}"}} {number}'
            for (call, status), number in sorted(self._requests.items())
        ]
        lines.append("# TYPE detectors_request_seconds histogram")
        for call in sorted(self._seconds):
            lines += self._histogram(call)
        for name, number in gauges.items():
            lines += [f"# TYPE detectors_{name} gauge", f"detectors_{name} {number}"]
        return "\n".join(lines) + "\n"

    def _histogram(self, call: str) -> list[str]:
        lines, sum_so_far = [], 0
        for bound in _BOUNDS_S:
            sum_so_far += self._within[call, bound]
            lines.append(f'detectors_request_seconds_bucket{{call="{call}",le="{bound}"}} {sum_so_far}')
        total = sum(number for (each, _), number in self._requests.items() if each == call)
        lines.append(f'detectors_request_seconds_bucket{{call="{call}",le="+Inf"}} {total}')
        lines.append(f'detectors_request_seconds_sum{{call="{call}"}} {self._seconds[call]:.6f}')
        lines.append(f'detectors_request_seconds_count{{call="{call}"}} {total}')
        return lines
