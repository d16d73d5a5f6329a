# Cancelling the gather cancels its jobs.
import asyncio

from say import say


# [gather-cancelled]
async def fetch(topic, delay):
    try:
        await asyncio.sleep(delay)
        say(f"{topic}: answered")
    except asyncio.CancelledError:
        say(f"{topic}: cancelled")
        raise


async def front_page():
    await asyncio.gather(fetch("weather", 1.0), fetch("news", 0.6))
    say("printed")


async def main():
    page = asyncio.create_task(front_page())
    await asyncio.sleep(0.2)
    page.cancel()
    await asyncio.wait([page])
    if page.cancelled():
        say("the page was not printed")
# [gather-cancelled]


asyncio.run(main())
