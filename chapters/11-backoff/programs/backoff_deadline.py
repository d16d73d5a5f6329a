# Four seconds for all attempts together.
import asyncio

import misbehaving_server
from misbehaving_server import get
from say import say


async def retry(port, attempts=10, base=1):
    for attempt in range(attempts):
        status, body = await get(port, "/status/503")
        if status == 200:
            return body
        wait = base * 2**attempt
        say(f"no success; the next attempt in {wait} s")
        await asyncio.sleep(wait)


# [backoff-deadline]
async def fetch_in_time(port):
    try:
        async with asyncio.timeout(4):
            say(await retry(port))
    except TimeoutError:
        say("ended without a page")
# [backoff-deadline]


async def main():
    server, port = await misbehaving_server.start()
    await fetch_in_time(port)


asyncio.run(main())
