# A task that fails and that nobody awaits.
import asyncio

from say import say


# [tasks-lost]
async def send_invoice():
    await asyncio.sleep(1)
    raise RuntimeError("no paper")


async def shop():
    task = asyncio.create_task(send_invoice())
    await asyncio.sleep(2)
    say("shop: closed")
    del task
# [tasks-lost]


asyncio.run(shop())
