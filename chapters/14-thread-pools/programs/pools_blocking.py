# A blocking call in a coroutine, and off the loop.
import asyncio
import time

from say import say


# [pools-blocking]
def read_page(page):
    time.sleep(1)  # an old library that only knows how to block
    return f"text of page {page}"


async def in_the_coroutine():
    say(read_page(1))


async def in_an_executor():
    loop = asyncio.get_running_loop()
    say(await loop.run_in_executor(None, read_page, 2))


async def clock():
    for _ in range(2):
        await asyncio.sleep(0.4)
        say("tick")


async def main():
    await asyncio.gather(in_the_coroutine(), clock())
    await asyncio.gather(in_an_executor(), clock())
# [pools-blocking]


asyncio.run(main())
