# An empty queue is not finished work.
import asyncio

from say import say


# [queues-join]
async def consumer(queue):
    while True:
        item = await queue.get()
        await asyncio.sleep(1.0)
        say(f"{item} is processed")
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    for item in ["a", "b"]:
        queue.put_nowait(item)
    task = asyncio.create_task(consumer(queue))
    while not queue.empty():
        await asyncio.sleep(0.1)
    say("the queue is empty")
    await queue.join()
    say("join returns")
    task.cancel()
# [queues-join]


asyncio.run(main())
