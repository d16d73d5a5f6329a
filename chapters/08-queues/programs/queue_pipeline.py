# Three producers, two consumers, and a queue of five places between them.
import asyncio

from say import say


# [queues-producer]
async def producer(queue, number):
    for i in range(4):
        await asyncio.sleep(0.13 + 0.05 * number)
        await queue.put(f"{number}-{i}")
    say(f"producer {number} is done")
# [queues-producer]


# [queues-consumer]
async def consumer(queue, number):
    done = 0
    while True:
        item = await queue.get()
        if item is None:
            queue.task_done()
            break
        await asyncio.sleep(0.31 + 0.11 * number)
        done += 1
        queue.task_done()
    say(f"consumer {number} has processed {done} items")
# [queues-consumer]


# [queues-pipeline]
async def main():
    queue = asyncio.Queue(maxsize=5)
    producers = [asyncio.create_task(producer(queue, i)) for i in range(3)]
    consumers = [asyncio.create_task(consumer(queue, i)) for i in range(2)]

    await asyncio.gather(*producers)
    say(f"all items are made, {queue.qsize()} wait in the queue")
    await queue.join()
    say("all items are processed")
    for _ in consumers:
        await queue.put(None)
    await asyncio.gather(*consumers)
# [queues-pipeline]


asyncio.run(main())
