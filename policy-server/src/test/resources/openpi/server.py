"""Answers as openpi's server does: metadata, then an answer a question; a traceback and 1011 where the policy fails."""

import asyncio
import http
import traceback

import numpy as np
import websockets
from wire import pack, unpack


def infer(observation):
    if observation["prompt"] == "fail":
        raise KeyError("observation/none")
    assert observation["observation/image"].shape == (224, 224, 3), observation["observation/image"].shape
    assert observation["observation/image"].dtype == np.uint8
    assert observation["observation/state"].shape == (8,)
    ahead = float(observation["observation/state"][0])
    return {"actions": np.full((2, 7), ahead), "state": observation["observation/state"], "policy_timing": {"infer_ms": np.float64(1)}}


async def handler(websocket):
    if websocket.request_headers.get("Authorization") != "Api-Key a-key-of-ours":
        print("no key", flush=True)
    await websocket.send(pack({"reset_pose": [0.0, 1.0]}))
    while True:
        try:
            observation = unpack(await websocket.recv())
            answer = infer(observation)
            answer["server_timing"] = {"infer_ms": 1.0}
            await websocket.send(pack(answer))
        except websockets.ConnectionClosed:
            return
        except Exception:
            await websocket.send(traceback.format_exc())
            await websocket.close(code=1011, reason="Internal server error. Traceback included in previous frame.")
            return


async def health(path, headers):
    return (http.HTTPStatus.OK, [], b"OK\n") if path == "/healthz" else None


async def main():
    async with websockets.serve(handler, "127.0.0.1", 0, compression=None, max_size=None, process_request=health) as server:
        print("port", server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Future()


asyncio.run(main())
