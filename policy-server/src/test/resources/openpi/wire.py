"""numpy over msgpack as openpi's clients and servers write it (see docs/openpi.md); for peers in tests only."""

import functools

import msgpack
import numpy as np


def encode(value):
    if isinstance(value, np.ndarray):
        return {b"__ndarray__": True, b"data": value.tobytes(), b"dtype": value.dtype.str, b"shape": value.shape}
    if isinstance(value, np.generic):
        return {b"__npgeneric__": True, b"data": value.item(), b"dtype": value.dtype.str}
    return value


def decode(found):
    if b"__ndarray__" in found:
        return np.ndarray(buffer=found[b"data"], dtype=np.dtype(found[b"dtype"]), shape=found[b"shape"])
    if b"__npgeneric__" in found:
        return np.dtype(found[b"dtype"]).type(found[b"data"])
    return found


pack = functools.partial(msgpack.packb, default=encode)
unpack = functools.partial(msgpack.unpackb, object_hook=decode)
