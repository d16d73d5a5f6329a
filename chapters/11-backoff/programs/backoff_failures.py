# How a request can fail, and what asyncio says.
import asyncio

import misbehaving_server
from misbehaving_server import get
from say import say


# [backoff-failures]
async def ask(port, path):
    try:
        status, body = await get(port, path)
        say(f"{path}: answered, {status}")
    except (OSError, EOFError, TimeoutError) as error:
        say(f"{path}: {type(error).__name__}")
# [backoff-failures]


async def main():
    server, port = await misbehaving_server.start()
    for path in ["/page", "/status/503", "/status/404", "/cut"]:
        await ask(port, path)
    await ask(misbehaving_server.nobody(), "/nobody")
    await ask(port, "/slow")


asyncio.run(main())
