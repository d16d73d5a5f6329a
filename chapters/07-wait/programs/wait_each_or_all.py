# Three requests of 0.8 s: a limit for each, and one for all.
import asyncio

from say import say


async def request(page):
    await asyncio.sleep(0.8)
    say(f"page {page}")


# [wait-each-or-all]
async def read_all():
    for page in (1, 2, 3):
        await request(page)


async def compare():
    say("1 s for each:")
    for page in (1, 2, 3):
        await asyncio.wait_for(request(page), timeout=1)

    say("2 s for all:")
    try:
        await asyncio.wait_for(read_all(), timeout=2)
    except TimeoutError:
        say("timed out")
# [wait-each-or-all]


asyncio.run(compare())
