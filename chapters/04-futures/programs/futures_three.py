# A coroutine object, a task and a future, each awaited after 1.5 s.
import asyncio

from say import say


# [futures-three]
async def measure(place):
    say(f"{place}: measures")
    await asyncio.sleep(1)
    say(f"{place}: has it")
    return 21


async def three():
    loop = asyncio.get_running_loop()
    coroutine = measure("cellar")
    task = asyncio.create_task(measure("roof"))
    future = loop.create_future()
    loop.call_later(2, future.set_result, 19)

    await asyncio.sleep(1.5)
    say("now all three are awaited")
    say(f"coroutine: {await coroutine}")
    say(f"task: {await task}")
    say(f"future: {await future}")
# [futures-three]


asyncio.run(three())
