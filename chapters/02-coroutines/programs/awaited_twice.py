# A coroutine object that is awaited twice.
import asyncio


async def brew(cups):
    return cups


# [coroutines-twice]
async def breakfast():
    order = brew(2)
    cups = await order
    try:
        cups += await order
    except RuntimeError as error:
        print(f"RuntimeError: {error}")
    return cups
# [coroutines-twice]


print(asyncio.run(breakfast()))
