"""Times and figures.

Where ``BENCH_CPU`` is set, times are the processor's for the thread that works, not
the wall's: what is left to compare on a machine that others use. What is asked over
HTTP is timed by the wall always.
"""

import os
import time


now = time.thread_time if os.environ.get("BENCH_CPU") else time.perf_counter


def percentiles(taken):
    """Return p50 and p95 of milliseconds."""
    ordered = sorted(taken)
    last = len(ordered) - 1
    return {
        "p50": round(ordered[len(ordered) // 2], 2),
        "p95": round(ordered[min(last, int(len(ordered) * 0.95))], 2),
    }
