# The first answer of three; the others are still under way.
import asyncio

from say import say


async def quote(carrier, delay, price):
    try:
        await asyncio.sleep(delay)
        say(f"{carrier}: {price} euros")
        return price
    except asyncio.CancelledError:
        say(f"{carrier}: cancelled")
        raise


# [wait-first]
async def ask_around():
    tasks = {
        asyncio.create_task(quote("bike", 1, 12)),
        asyncio.create_task(quote("van", 2, 30)),
        asyncio.create_task(quote("ship", 3, 5)),
    }
    done, pending = await asyncio.wait(
        tasks, return_when=asyncio.FIRST_COMPLETED)
    say(f"{len(done)} done, {len(pending)} pending")

    await asyncio.sleep(1.5)
    for task in pending:
        task.cancel()
    await asyncio.wait(pending)
# [wait-first]


asyncio.run(ask_around())
