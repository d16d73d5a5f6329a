# A display that would rather miss a reading than show an old one.
import asyncio

from say import say


# [queues-nowait]
async def sensor(readings):
    for i in range(6):
        try:
            readings.put_nowait(20 + i)
        except asyncio.QueueFull:
            say(f"{20 + i} degrees are dropped")
        await asyncio.sleep(0.2)


async def display(readings):
    while True:
        say(f"the display shows {await readings.get()}")
        await asyncio.sleep(0.5)


async def main():
    readings = asyncio.Queue(maxsize=1)
    showing = asyncio.create_task(display(readings))
    await sensor(readings)
    await asyncio.sleep(1.0)
    showing.cancel()
# [queues-nowait]


asyncio.run(main())
