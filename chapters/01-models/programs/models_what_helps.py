# Four jobs that wait and four that compute, each run in three ways.
# recorded: measured
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

from work import work_for


# A kind of job: as an ordinary function, and as a coroutine.
async def wait():
    await asyncio.sleep(0.01)


async def compute():
    work_for(0.01)


WAITING = (lambda: time.sleep(0.01), wait)
COMPUTING = (lambda: work_for(0.01), compute)


# [models-what-helps]
def in_turn(call, start):
    for _ in range(4):
        call()


def on_one_loop(call, start):
    async def main():
        await asyncio.gather(*(start() for _ in range(4)))

    asyncio.run(main())


def on_two_threads(call, start):
    with ThreadPoolExecutor(max_workers=2) as threads:
        for _ in range(4):
            threads.submit(call)
# [models-what-helps]


def timed(way, job):
    start = time.monotonic()
    way(*job)
    return 1e3 * (time.monotonic() - start)


def milliseconds(way, job):
    """The best of 20 runs: the others were disturbed by other programs."""
    return min(timed(way, job) for _ in range(20))


print("4 jobs           waiting  computing")
for name, way in [("in turn", in_turn), ("on one loop", on_one_loop),
                  ("on two threads", on_two_threads)]:
    waiting, computing = milliseconds(way, WAITING), milliseconds(way, COMPUTING)
    print(f"{name:<15}  {waiting:>4.0f} ms  {computing:>6.0f} ms")
