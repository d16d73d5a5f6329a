# A task that nobody awaits, in a program that ends before it.
import asyncio

from say import say


# [tasks-forgotten]
async def send_invoice():
    say("invoice: starts")
    await asyncio.sleep(2)
    say("invoice: sent")


async def shop():
    task = asyncio.create_task(send_invoice())
    await asyncio.sleep(1)
    say("shop: closed")
# [tasks-forgotten]


asyncio.run(shop())
say("the program ends")
