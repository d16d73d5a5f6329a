# An update lost across await: two sales, one seat less.
import asyncio

from say import say


# [tcp-echo-lost-update]
seats = 10


async def sell(client, payment):
    global seats
    free = seats
    say(f"{client} pays, {free} seats are free")
    await asyncio.sleep(payment)
    seats = free - 1
    say(f"{client} has a seat, {seats} are left")
# [tcp-echo-lost-update]


async def two_sales():
    await asyncio.gather(sell("ada", 0.2), sell("bob", 0.3))


asyncio.run(two_sales())
