# The end of the server, in the document's order, while results come.
# recorded: measured
import asyncio

from queue_server import end_now, post_task, startup


# [server-sigterm]
async def main():
    app = {}
    startup(app, num_workers=2)
    for _ in range(300):
        post_task(app, size=1_000)

    for task in app["background"]:
        task.cancel()
    for _ in app["workers"]:
        app["queues"][0].put(None)
    for number, worker in enumerate(app["workers"], start=1):
        worker.join(timeout=1)  # the document's join has no limit
        end = "still there" if worker.is_alive() else "ended"
        print(f"worker {number}, after a second: {end}")
    end_now(app)
# [server-sigterm]


asyncio.run(main())
