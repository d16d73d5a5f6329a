# The document's design without its HTTP: three queues, workers, coroutines.
# recorded: no
import asyncio
import multiprocessing
import os
import queue
import time

processes = multiprocessing.get_context("fork")


def process_worker(task_queue, result_queue, progress_queue):
    while (task := task_queue.get()) is not None:
        task_id, seconds, size = task
        progress_queue.put((task_id, os.getpid()))
        time.sleep(seconds)
        result_queue.put((task_id, "x" * size))


def startup(app, num_workers):
    app["tasks"], app["worker_of"] = {}, {}
    app["queues"] = [processes.Queue() for _ in range(3)]
    app["workers"] = []
    for _ in range(num_workers):
        start_worker(app)
    app["background"] = [asyncio.create_task(monitor_progress(app)),
                         asyncio.create_task(background_result_processor(app))]


def start_worker(app):
    worker = processes.Process(target=process_worker, args=app["queues"])
    worker.start()
    app["workers"].append(worker)


def post_task(app, seconds=0.0, size=1):
    task_id = len(app["tasks"]) + 1
    app["tasks"][task_id] = "pending"
    app["queues"][0].put((task_id, seconds, size))
    return task_id


async def items_of(source):
    while True:
        try:
            yield source.get_nowait()
        except queue.Empty:
            await asyncio.sleep(0.01)


async def monitor_progress(app):
    async for task_id, worker in items_of(app["queues"][2]):
        app["worker_of"][task_id] = worker
        if app["tasks"][task_id] == "pending":
            app["tasks"][task_id] = "running"


async def background_result_processor(app):
    async for task_id, _ in items_of(app["queues"][1]):
        app["tasks"][task_id] = "completed"


async def until(app, task_id, state):
    while app["tasks"][task_id] != state:
        await asyncio.sleep(0.01)


def end_now(app):
    """What a server would not do: so that these programs end."""
    for task in app["background"]:
        task.cancel()
    for worker in app["workers"]:
        worker.kill()
        worker.join()
    for each in app["queues"]:
        each.cancel_join_thread()
