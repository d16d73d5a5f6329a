# Two requests wait at the same time.
import asyncio

from say import say


# [gather-together]
async def fetch(topic, delay):
    say(f"{topic}: asked")
    await asyncio.sleep(delay)
    say(f"{topic}: answered")
    return f"the {topic}"


async def front_page():
    say("before gather")
    weather, news = await asyncio.gather(
        fetch("weather", 1.0), fetch("news", 0.6)
    )
    say("after gather")
    print(f"{weather}, {news}")
# [gather-together]


asyncio.run(front_page())
