# One after the other, created first, and together: how long each takes.
import asyncio
import time


async def fetch(topic, delay):
    await asyncio.sleep(delay)
    return f"the {topic}"


# [gather-in-turn]
async def in_turn():
    return [await fetch("weather", 1.0), await fetch("news", 0.6)]


async def both_created_first():
    weather = fetch("weather", 1.0)
    news = fetch("news", 0.6)
    return [await weather, await news]


async def together():
    return await asyncio.gather(fetch("weather", 1.0), fetch("news", 0.6))
# [gather-in-turn]


async def timed(name, way):
    start = time.monotonic()
    articles = await way()
    seconds = time.monotonic() - start
    print(f"{name:<19} {seconds:.1f} s  {', '.join(articles)}")


async def main():
    await timed("in turn", in_turn)
    await timed("both created first", both_created_first)
    await timed("together", together)


asyncio.run(main())
