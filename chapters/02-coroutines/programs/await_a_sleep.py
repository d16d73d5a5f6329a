# await on a function that knows nothing of the event loop.
import asyncio
import time

from say import say


# [coroutines-await-sleep]
async def rest():
    await time.sleep(2)
# [coroutines-await-sleep]


try:
    asyncio.run(rest())
except TypeError as error:
    say(f"TypeError: {error}")
