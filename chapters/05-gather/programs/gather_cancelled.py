import asyncio
import time

start = time.monotonic()


def say(text):
    print(f"{time.monotonic() - start:.1f} s  {text}")


# [gather-cancelled]
async def fetch(topic, delay):
    try:
        await asyncio.sleep(delay)
        say(f"{topic}: answered")
    except asyncio.CancelledError:
        say(f"{topic}: cancelled")
        raise


async def front_page():
    await asyncio.gather(fetch("weather", 1.0), fetch("news", 0.6))
    say("printed")


async def main():
    page = asyncio.create_task(front_page())
    await asyncio.sleep(0.2)
    page.cancel()
    await asyncio.wait([page])
    say(f"cancelled: {page.cancelled()}")
# [gather-cancelled]


asyncio.run(main())
