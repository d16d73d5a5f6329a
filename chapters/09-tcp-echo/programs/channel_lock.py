# A mutex that suspends: asyncio.Lock.
import asyncio

from say import say


seats = 10


# [tcp-echo-locked-update]
async def sell(lock, client, payment):
    global seats
    async with lock:
        free = seats
        say(f"{client} pays, {free} seats are free")
        await asyncio.sleep(payment)
        seats = free - 1
        say(f"{client} has a seat, {seats} are left")
# [tcp-echo-locked-update]


async def two_sales():
    lock = asyncio.Lock()
    await asyncio.gather(sell(lock, "ada", 0.2), sell(lock, "bob", 0.3))


asyncio.run(two_sales())
