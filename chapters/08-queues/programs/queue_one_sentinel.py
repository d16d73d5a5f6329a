# One sentinel for two consumers.
import asyncio


# [queues-one-sentinel]
async def consumer(queue, number):
    while await queue.get() is not None:
        await asyncio.sleep(0.1)
    print(f"consumer {number} ends")


async def main():
    queue = asyncio.Queue()
    consumers = [asyncio.create_task(consumer(queue, i)) for i in (1, 2)]
    for item in ["one", "two", None]:
        await queue.put(item)
    _, pending = await asyncio.wait(consumers, timeout=60)
    print(f"after a minute {len(pending)} consumer still waits")
# [queues-one-sentinel]


asyncio.run(main())
