Things of governance and readiness have rules in the retention schedule, and what stands beside them goes with them.
