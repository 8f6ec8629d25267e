"""How fast one key may ask: a bucket of tokens each; counts nothing else."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from detectors_app.domain.ids import KeyId

MOST_KEYS = 20_000


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at_s: float


class Rates:
    """Token buckets by key. A bucket not used for longest is forgotten first, and starts full again."""

    def __init__(self, rate_per_s: float, burst: int) -> None:
        """Let a key make `burst` requests at once and `rate_per_s` a second in the long run."""
        self._rate_per_s = rate_per_s
        self._burst = burst
        self._buckets: OrderedDict[KeyId, _Bucket] = OrderedDict()

    def wait_s(self, key: KeyId, now_s: float) -> float:
        """Take one token; give 0, or the seconds to wait where there is none. `now_s` is a monotonic clock."""
        bucket = self._buckets.pop(key, None) or _Bucket(self._burst, now_s)
        self._buckets[key] = bucket
        if len(self._buckets) > MOST_KEYS:
            self._buckets.popitem(last=False)
        bucket.tokens = min(self._burst, bucket.tokens + (now_s - bucket.at_s) * self._rate_per_s)
        bucket.at_s = now_s
        if bucket.tokens < 1:
            return (1 - bucket.tokens) / self._rate_per_s
        bucket.tokens -= 1
        return 0
