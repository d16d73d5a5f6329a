# A cancelled download, with a loop that retries whatever it catches.
import asyncio

import misbehaving_server
from misbehaving_server import get
from say import say


# [backoff-retries-all]
async def retries_all(port):
    for attempt in range(1, 4):
        try:
            return (await get(port, "/slow"))[1]
        except Exception:
            say(f"attempt {attempt} failed")
        try:
            await asyncio.sleep(1)
        except Exception:
            say("the wait failed")
    return "given up"
# [backoff-retries-all]


# [backoff-cancel-it]
async def cancelled_at_half_a_second(download):
    task = asyncio.create_task(download)
    await asyncio.sleep(0.5)
    say("stop, please")
    task.cancel()
    try:
        say(f"ended: {await task}")
    except asyncio.CancelledError:
        say("ended: cancelled")
# [backoff-cancel-it]


async def main():
    server, port = await misbehaving_server.start()
    await cancelled_at_half_a_second(retries_all(port))


asyncio.run(main())
