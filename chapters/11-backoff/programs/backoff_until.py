# Attempts that end in time, and a wait that is not worth it.
import asyncio
from http import HTTPStatus

import misbehaving_server
from misbehaving_server import get
from say import say


class NoPage(Exception):
    pass


async def page(port, path):
    status, body = await get(port, path)
    if status != 200:
        raise NoPage(HTTPStatus(status).phrase)
    return body


# [backoff-until]
async def retry_until(deadline, attempt, attempts=10, base=1):
    now = asyncio.get_running_loop().time
    async with asyncio.timeout_at(deadline):
        for number in range(attempts):
            try:
                return await attempt()
            except NoPage:
                wait = base * 2**number
                if now() + wait >= deadline:
                    raise
            say(f"no success; the next attempt in {wait} s")
            await asyncio.sleep(wait)


async def fetch_in_time(port, path):
    deadline = asyncio.get_running_loop().time() + 4
    try:
        body = await retry_until(deadline, lambda: page(port, path))
        say(f"{path}: {body}")
    except NoPage as error:
        say(f"{path}: {error}")
    except TimeoutError:
        say(f"{path}: no time left")
# [backoff-until]


async def main():
    server, port = await misbehaving_server.start()
    await fetch_in_time(port, "/status/503")
    await fetch_in_time(port, "/slow")


asyncio.run(main())
