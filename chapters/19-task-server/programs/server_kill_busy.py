# A worker is killed while it computes.
# recorded: measured
import asyncio
import os
import signal

from queue_server import end_now, post_task, startup, until


# [server-kill-busy]
async def main():
    app = {}
    startup(app, num_workers=2)
    task_id = post_task(app, seconds=0.5)
    await until(app, task_id, "running")
    os.kill(app["worker_of"][task_id], signal.SIGKILL)

    await until(app, post_task(app, seconds=1.0), "completed")
    print(f"long after the kill, the task is {app['tasks'][task_id]}")
    alive = sum(worker.is_alive() for worker in app["workers"])
    print(f"workers: {alive} of {len(app['workers'])}")
    end_now(app)
# [server-kill-busy]


asyncio.run(main())
