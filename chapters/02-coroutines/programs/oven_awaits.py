# An oven that awaits: the smoke detector keeps its rhythm.
import asyncio

from say import say


async def watch_for_smoke():
    for _ in range(4):
        await asyncio.sleep(0.5)
        say("no smoke")


# [coroutines-oven-awaits]
async def bake():
    say("bread into the oven")
    await asyncio.sleep(1.8)
    say("bread out of the oven")
# [coroutines-oven-awaits]


async def main():
    await asyncio.gather(watch_for_smoke(), bake())


asyncio.run(main())
