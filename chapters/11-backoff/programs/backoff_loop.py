# A loop that tries again, and doubles its waits.
import asyncio
import random

import misbehaving_server
from misbehaving_server import get
from say import say

random.seed(1)


# [backoff-loop]
async def fetch(port, path, attempts=3, base=1.0):
    for attempt in range(1, attempts + 1):
        try:
            status, body = await get(port, path, timeout=5)
            if status == 200:
                return body
            if status < 500:
                say(f"{path}: {status}, which will not pass")
                return None
            say(f"{path}: {status}")
        except TimeoutError:
            say(f"{path}: no answer in time")
        except (OSError, EOFError) as error:
            say(f"{path}: {type(error).__name__}")
        if attempt < attempts:
            wait = base * 2 ** (attempt - 1)
            await asyncio.sleep(wait + random.uniform(0, wait * 0.1))
    return None
# [backoff-loop]


async def main():
    server, port = await misbehaving_server.start()
    paths = ["/page", "/status/503", "/status/404", "/slow", "/flaky"]
    for path in paths:
        body = await fetch(port, path)
        say(f"{path}: {body or 'given up'}")


asyncio.run(main())
