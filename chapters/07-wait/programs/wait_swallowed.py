# A loop that tries again after every exception, under a limit.
import asyncio

from say import say


# [wait-swallowed]
async def poll_printer():
    for attempt in (1, 2, 3):
        try:
            await asyncio.sleep(3)
            return "ready"
        except Exception as error:
            say(f"attempt {attempt}: {error}")
    return "unknown"


async def check():
    try:
        state = await asyncio.wait_for(poll_printer(), timeout=2)
        say(f"the printer is {state}")
    except TimeoutError:
        say("timed out")
# [wait-swallowed]


asyncio.run(check())
