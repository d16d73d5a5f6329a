"""library.py NAME COUNT: the shapes of bench_library in asyncio.

Prints the nanoseconds of processor time and the bytes of memory that one
operation takes.
"""

import asyncio
import resource
import sys
import time


async def number(value):
    return value


async def ready_await(count):
    for _ in range(count):
        await number(1)


async def yield_to_loop(count):
    for _ in range(count):
        await asyncio.sleep(0)


async def spawn(count):
    for _ in range(count):
        task = asyncio.create_task(number(1))
        await task


async def gather(count):
    for _ in range(0, count, 1_000):
        await asyncio.gather(*[number(1) for _ in range(1_000)])


async def buffered_queue(count):
    queue = asyncio.Queue()
    for _ in range(count):
        await queue.put(1)
        await queue.get()


async def hand_off(count):
    queue = asyncio.Queue(1)

    async def put_all():
        for _ in range(count):
            await queue.put(1)

    async def get_all():
        for _ in range(count):
            await queue.get()

    await asyncio.gather(put_all(), get_all())


async def sleepers(count):
    awake = 0

    async def sleep_once():
        nonlocal awake
        await asyncio.sleep(1)
        awake += 1

    # The loop itself holds sleeping tasks only weakly.
    tasks = [asyncio.create_task(sleep_once()) for _ in range(count)]
    while awake < len(tasks):
        await asyncio.sleep(0.01)


SHAPES = {
    "await": ready_await,
    "yield": yield_to_loop,
    "spawn": spawn,
    "gather": gather,
    "buffered": buffered_queue,
    "hand-off": hand_off,
    "sleepers": sleepers,
}


def peak_memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main():
    name, count = sys.argv[1], int(sys.argv[2])
    memory = peak_memory()
    begin = time.process_time_ns()
    asyncio.run(SHAPES[name](count))
    elapsed = time.process_time_ns() - begin
    print(f"{elapsed / count:.1f} {(peak_memory() - memory) / count:.1f}")


if __name__ == "__main__":
    main()
