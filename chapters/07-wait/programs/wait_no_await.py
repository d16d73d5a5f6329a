# A wait that nobody awaits.
# recorded: fails
import asyncio


async def quote():
    await asyncio.sleep(1)


# [wait-no-await]
async def ask_around():
    tasks = [asyncio.create_task(quote())]
    done, pending = asyncio.wait(tasks)
# [wait-no-await]


asyncio.run(ask_around())
