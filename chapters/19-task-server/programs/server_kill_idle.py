# Of two idle workers, the one that holds the queue's lock is killed.
# recorded: measured
import asyncio

from queue_server import end_now, post_task, start_worker, startup


# [server-kill-idle]
async def main():
    app = {}
    startup(app, num_workers=1)
    # get() holds this lock while it waits for an item.
    read_lock = app["queues"][0]._rlock
    while read_lock.acquire(block=False):
        read_lock.release()
        await asyncio.sleep(0.01)
    start_worker(app)  # it waits for the lock
    app["workers"][0].kill()
    app["workers"][0].join()

    task_id = post_task(app)
    await asyncio.sleep(1)
    print("the second worker is alive:", app["workers"][1].is_alive())
    print(f"a second after its POST the task is {app['tasks'][task_id]}")
    end_now(app)
# [server-kill-idle]


asyncio.run(main())
