"""Snapshot and assumptions to findings. Pure: no clock, no store, no randomness without a seed."""

import os

# The matrices are small: one thread is the quickest and the steadiest, and the same sums come in the same order. It counts
# where numpy was not loaded before.
for _threads in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")
