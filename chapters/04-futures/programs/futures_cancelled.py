# Two guests wait for one future, and one of them leaves.
import asyncio

from say import say


# [futures-cancelled]
async def guest(name, waiting):
    try:
        await waiting
        say(f"{name}: gets the soup")
    except asyncio.CancelledError:
        say(f"{name}: cancelled")
        raise


async def table(how_to_wait):
    order = asyncio.get_running_loop().create_future()
    ada = asyncio.create_task(guest("Ada", how_to_wait(order)))
    grace = asyncio.create_task(guest("Grace", how_to_wait(order)))
    await asyncio.sleep(1)
    ada.cancel()
    await asyncio.sleep(1)
    say(f"order cancelled: {order.cancelled()}")
    if not order.done():
        order.set_result("tomato soup")
    await asyncio.wait([ada, grace])


async def lunch():
    await table(lambda order: order)
    await table(lambda order: asyncio.wait([order]))
# [futures-cancelled]


asyncio.run(lunch())
