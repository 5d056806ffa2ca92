"""Figures from times."""


def percentiles(taken):
    """Return p50 and p95 of milliseconds."""
    ordered = sorted(taken)
    last = len(ordered) - 1
    return {
        "p50": round(ordered[len(ordered) // 2], 2),
        "p95": round(ordered[min(last, int(len(ordered) * 0.95))], 2),
    }
