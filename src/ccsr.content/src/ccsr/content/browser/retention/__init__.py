"""How long records are kept: reviews, holds, disposals, certificates."""
