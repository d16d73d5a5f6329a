# The same jobs in three ways, in Python.
# recorded: measured
import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from work import work_for


def blocking_job(wait, work):
    time.sleep(wait)
    if work:
        work_for(work)


async def awaited_job(wait, work):
    await asyncio.sleep(wait)
    if work:
        work_for(work)


def on_a_loop(jobs, workers, wait, work):
    async def gathered():
        await asyncio.gather(*(awaited_job(wait, work) for _ in range(jobs)))

    asyncio.run(gathered())


def on_threads(jobs, workers, wait, work):
    threads = [
        threading.Thread(target=blocking_job, args=(wait, work))
        for _ in range(jobs)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def on_a_pool(jobs, workers, wait, work):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for _ in range(jobs):
            pool.submit(blocking_job, wait, work)


def row(name, runs, way, *case):
    best = float("inf")
    for _ in range(runs):
        start = time.monotonic()
        way(*case)
        best = min(best, time.monotonic() - start)
    print(f"{name:<14} {best * 1000:5.0f} ms")


for title, runs, *case in (
    ("400 jobs that wait 20 ms", 3, 400, 40, 0.02, 0),
    ("8 jobs that compute 5 ms", 20, 8, 2, 0, 0.005),
):
    print(title)
    row("a loop", runs, on_a_loop, *case)
    row("a thread each", runs, on_threads, *case)
    row(f"a pool of {case[1]}", runs, on_a_pool, *case)
    print()
