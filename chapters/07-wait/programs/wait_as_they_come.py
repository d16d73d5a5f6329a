# Each answer is used as soon as it is there.
import asyncio

from say import say


async def quote(delay, price):
    await asyncio.sleep(delay)
    return price


# [wait-as-they-come]
async def ask_around():
    pending = {
        asyncio.create_task(quote(2, 30)),
        asyncio.create_task(quote(1, 12)),
        asyncio.create_task(quote(3, 5)),
    }
    best = None
    while pending:
        done, pending = await asyncio.wait(
            pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            price = task.result()
            best = price if best is None else min(best, price)
            say(f"{price} euros; the best so far is {best}")
# [wait-as-they-come]


asyncio.run(ask_around())
