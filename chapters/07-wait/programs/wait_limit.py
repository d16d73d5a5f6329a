# wait with a limit stops waiting, and nothing else.
import asyncio

from say import say


# [wait-limit]
async def book(carrier, delay):
    await asyncio.sleep(delay)
    say(f"{carrier}: booked")


async def book_in_time():
    tasks = [
        asyncio.create_task(book("van", 1)),
        asyncio.create_task(book("ship", 3)),
    ]
    done, pending = await asyncio.wait(tasks, timeout=2)
    say(f"{len(done)} done, {len(pending)} pending: the ship is too slow")
    await asyncio.sleep(1.5)
# [wait-limit]


asyncio.run(book_in_time())
