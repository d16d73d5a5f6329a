# A limit that stops the work.
import asyncio

from say import say


async def book(carrier, delay):
    try:
        await asyncio.sleep(delay)
        say(f"{carrier}: booked")
    except asyncio.CancelledError:
        say(f"{carrier}: cancelled")
        raise


# [wait-for-limit]
async def book_in_time():
    try:
        await asyncio.wait_for(book("van", 1), timeout=2)
        await asyncio.wait_for(book("ship", 3), timeout=2)
    except TimeoutError:
        say("the ship is too slow")
    await asyncio.sleep(1.5)
# [wait-for-limit]


asyncio.run(book_in_time())
