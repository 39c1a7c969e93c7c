"""Asks a policy server as openpi's client does: metadata, then questions one after another. Prints a line an answer."""

import asyncio
import sys

import numpy as np
import websockets
from wire import pack, unpack


def libero(rng):
    picture = rng.integers(256, size=(224, 224, 3), dtype=np.uint8)
    state = np.concatenate((np.array([0.05, 0, 0]), np.zeros(3), np.zeros(2)))
    return {"observation/image": picture, "observation/wrist_image": picture, "observation/state": state, "prompt": "go"}


def droid(rng):
    picture = rng.integers(256, size=(224, 224, 3), dtype=np.uint8)
    return {
        "observation/exterior_image_1_left": picture,
        "observation/wrist_image_left": picture,
        "observation/joint_position": rng.random(7),
        "observation/gripper_position": np.float32(0.5),
        "prompt": "go",
    }


def aloha(rng):
    pictures = {name: rng.integers(256, size=(3, 224, 224), dtype=np.uint8) for name in ("cam_high", "cam_low")}
    return {"state": np.ones((14,)), "images": pictures, "prompt": "go"}


async def main(uri, key):
    rng = np.random.default_rng(1)
    nan = dict(libero(rng), **{"observation/state": np.full(8, np.nan)})
    fractions = dict(libero(rng), **{"observation/image": rng.random((224, 224, 3))})
    for name, question in {"libero": libero(rng), "droid": droid(rng), "aloha": aloha(rng), "nan": nan, "fractions": fractions}.items():
        async with websockets.connect(
            uri, compression=None, max_size=None, extra_headers={"Authorization": f"Api-Key {key}"}
        ) as server:
            metadata = unpack(await server.recv())
            for _ in range(2 if name == "libero" else 1):
                await server.send(pack(question))
                answer = await server.recv()
                if isinstance(answer, str):
                    print(name, "error", answer, flush=True)
                else:
                    answer = unpack(answer)
                    actions = answer["actions"]
                    print(name, metadata["policy_version"], actions.dtype, actions.shape, actions[0].tolist(), flush=True)


asyncio.run(main(sys.argv[1], sys.argv[2]))
