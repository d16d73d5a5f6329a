# A future that three guests wait for, set by hand.
import asyncio

from say import say


# [futures-by-hand]
async def guest(name, order):
    say(f"{name}: asks for the soup")
    dish = await order
    say(f"{name}: gets {dish}")


async def lunch():
    loop = asyncio.get_running_loop()
    order = loop.create_future()
    loop.call_later(2, order.set_result, "tomato soup")
    say(f"done: {order.done()}")

    ada = asyncio.create_task(guest("Ada", order))
    await asyncio.sleep(1)
    grace = asyncio.create_task(guest("Grace", order))
    await asyncio.sleep(2)
    say(f"done: {order.done()}")
    barbara = asyncio.create_task(guest("Barbara", order))
# [futures-by-hand]
    for task in (ada, grace, barbara):
        await task


asyncio.run(lunch())
