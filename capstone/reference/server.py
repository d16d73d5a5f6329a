"""The documents' task server, asyncio_v3: aiohttp for the requests,
multiprocessing for the computing.

It is written from the description in documents/000 and keeps that design
with its weaknesses, because the task server in C++ is measured against it:

- the workers share one queue, so one that dies with the queue's lock leaves
  the others without work, and the task of any that dies is never finished;
- clean-up stops reading results before the workers have ended;
- nothing limits the number of tasks, and nothing forgets them.

    python3 server.py --port 8080 --workers 2
    curl -d '{"kind": "primes", "limit": 300000}' localhost:8080/task
    curl localhost:8080/task/TASK_ID

The kinds of tasks are those of the C++ server, but for mandelbrot.
"""

import argparse
import asyncio
import math
import multiprocessing
import queue
import signal
import socket
import sys
import time
import uuid

try:
    from aiohttp import web
except ImportError:
    sys.exit("server.py: this Python has no aiohttp; /usr/bin/python3 has it "
             "after: apt-get install python3-aiohttp")

POLL_SECONDS = 0.01  # how often the background coroutines look


# ---- what the workers compute -------------------------------------------
#
# A kind gets the request and a function that reports (percent, partial).


def noop(request, report):
    return None


def sleep(request, report):
    begin = time.monotonic()
    for part in range(1, 11):
        until = begin + request["ms"] * part / 10_000
        time.sleep(max(0.0, until - time.monotonic()))
        report(10 * part, None)
    return {"slept_ms": request["ms"]}


def sum_up(request, report):
    n = request["n"]
    total = 0
    for part in range(10):
        for number in range(n * part // 10, n * (part + 1) // 10):
            total += number + 1
        report(10 * (part + 1), None)
    return {"sum": total}


def is_prime(number):
    return number >= 2 and all(
        number % divisor for divisor in range(2, math.isqrt(number) + 1)
    )


def primes(request, report):
    limit = request["limit"]
    count = 0
    for part in range(10):
        end = limit * (part + 1) // 10
        for number in range(limit * part // 10, end):
            count += is_prime(number + 1)
        report(10 * (part + 1), {"up_to": end, "primes": count})
    return {"primes": count}


def cpu_intensive_task(request, report):
    steps = request["iterations"] * 1_000
    total = 0.0
    for part in range(100):
        for number in range(steps * part // 100, steps * (part + 1) // 100):
            total += math.sqrt(number)
        report(part + 1, None)
    return {"total": total}


KINDS = {
    "noop": noop,
    "sleep": sleep,
    "sum": sum_up,
    "primes": primes,
    "cpu_intensive_task": cpu_intensive_task,
}


# [server-worker]
def process_worker(task_queue, result_queue, progress_queue):
    """One worker: computes what it takes off the queue, until None."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's
    while (task := task_queue.get()) is not None:
        task_id, request = task

        def report(percent, partial):
            progress_queue.put((task_id, percent, partial))

        try:
            compute = KINDS[request["kind"]]
            result_queue.put((task_id, compute(request, report), None))
        except Exception as error:
            result_queue.put((task_id, None, repr(error)))
# [server-worker]


# ---- the process pool ---------------------------------------------------


def start_process_pool(app, num_workers):
    for name in ("task_queue", "result_queue", "progress_queue"):
        app[name] = multiprocessing.Queue()
    queues = (app["task_queue"], app["result_queue"], app["progress_queue"])
    app["workers"] = [
        multiprocessing.Process(target=process_worker, args=queues)
        for _ in range(num_workers)
    ]
    for worker in app["workers"]:
        worker.start()


# ---- the background coroutines ------------------------------------------


def take_all(source):
    """What the queue holds now, without waiting for more."""
    while True:
        try:
            yield source.get_nowait()
        except queue.Empty:
            return


def store_results(app):
    for task_id, result, error in take_all(app["result_queue"]):
        task = app["tasks"][task_id]
        task["state"] = "completed" if error is None else "failed"
        task["result"] = result
        task["error"] = error
        if error is None:
            task["progress"] = 100


# [server-collectors]
async def monitor_progress(app):
    while True:
        for task_id, percent, partial in take_all(app["progress_queue"]):
            task = app["tasks"][task_id]
            if task["state"] == "pending":
                task["state"] = "running"
            task["progress"] = max(task["progress"], percent)
            if partial is not None:
                task["partial_results"].append(partial)
        await asyncio.sleep(POLL_SECONDS)


async def background_result_processor(app):
    while True:
        store_results(app)
        await asyncio.sleep(POLL_SECONDS)
# [server-collectors]


# ---- start-up and clean-up ----------------------------------------------


# [server-startup]
async def startup(app):
    start_process_pool(app, app["num_workers"])
    app["background"] = [
        asyncio.create_task(monitor_progress(app)),
        asyncio.create_task(background_result_processor(app)),
    ]
# [server-startup]


# [server-cleanup]
async def cleanup(app):
    for task in app["background"]:
        task.cancel()
    await asyncio.gather(*app["background"], return_exceptions=True)
    for _ in app["workers"]:
        app["task_queue"].put(None)
    for worker in app["workers"]:
        worker.join()
# [server-cleanup]


# ---- the routes ---------------------------------------------------------


async def post_task(http_request):
    try:
        request = await http_request.json()
    except ValueError as error:
        return web.json_response({"error": str(error)}, status=400)
    if not isinstance(request, dict):
        return web.json_response({"error": "no JSON object"}, status=400)
    # [server-post]
    app = http_request.app
    task_id = str(uuid.uuid4())
    app["tasks"][task_id] = {
        "task_id": task_id,
        "state": "pending",
        "progress": 0,
        "partial_results": [],
        "result": None,
        "error": None,
    }
    app["task_queue"].put((task_id, request))
    return web.json_response(
        {"task_id": task_id, "state": "pending"},
        status=202,
        headers={"Location": f"/task/{task_id}"},
    )

    # [server-post]

async def get_task(http_request):
    app = http_request.app
    task = app["tasks"].get(http_request.match_info["task_id"])
    if task is None:
        return web.json_response({"error": "no such task"}, status=404)
    store_results(app)
    return web.json_response(task)


def create_app(num_workers):
    app = web.Application()
    app["tasks"] = {}
    app["num_workers"] = num_workers
    app.router.add_post("/task", post_task)
    app.router.add_get("/task/{task_id}", get_task)
    app.on_startup.append(startup)
    app.on_cleanup.append(cleanup)
    return app


def main():
    parser = argparse.ArgumentParser(description="The documents' task server.")
    parser.add_argument("--port", type=int, default=8080, help="0: any")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    # As on Windows, where a process cannot be forked.
    multiprocessing.set_start_method("spawn")
    try:
        listener = socket.create_server(("127.0.0.1", arguments.port))
    except (OSError, OverflowError) as error:
        sys.exit(f"port {arguments.port}: {error}")
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    web.run_app(
        create_app(arguments.workers),
        sock=listener,
        access_log=None,
        print=lambda _: print(url, " (Ctrl+C ends it)", flush=True),
    )


if __name__ == "__main__":
    main()
