# An oven that blocks the event loop: nobody watches for smoke.
import asyncio
import time

from say import say


async def watch_for_smoke():
    for _ in range(4):
        await asyncio.sleep(0.5)
        say("no smoke")


# [coroutines-oven-blocks]
async def bake():
    say("bread into the oven")
    time.sleep(1.8)
    say("bread out of the oven")
# [coroutines-oven-blocks]


async def main():
    await asyncio.gather(watch_for_smoke(), bake())


asyncio.run(main())
