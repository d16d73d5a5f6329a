# One job fails, the others run on.
import asyncio

from say import say


async def reserve():
    await asyncio.sleep(0.3)
    say("reserve: done")


async def charge():
    await asyncio.sleep(0.1)
    raise RuntimeError("card refused")


async def notify():
    await asyncio.sleep(0.5)
    say("notify: done")


# [gather-one-fails]
async def check_out():
    try:
        await asyncio.gather(reserve(), charge(), notify())
        say("sold")
    except RuntimeError as error:
        say(f"gather raised: {error}")
    await asyncio.sleep(0.6)
    say("check-out ends")
# [gather-one-fails]


asyncio.run(check_out())
