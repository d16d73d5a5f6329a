# The server is killed, and its workers stay.
# recorded: measured
import asyncio
import ctypes
import os
import signal
import time

from queue_server import processes, startup

PR_SET_CHILD_SUBREAPER = 36


def serve(channel):
    async def main():
        app = {}
        startup(app, num_workers=2)
        channel.send([worker.pid for worker in app["workers"]])
        await asyncio.sleep(60)

    asyncio.run(main())


# [server-orphans]
def main():
    # So that the orphans become ours, and not those of process 1.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    here, there = processes.Pipe()
    server = processes.Process(target=serve, args=(there,))
    server.start()
    workers = here.recv()
    server.kill()
    server.join()
    time.sleep(0.5)
    left = [pid for pid in workers if os.waitpid(pid, os.WNOHANG) == (0, 0)]
    print(f"workers that have outlived their server: {len(left)}")
    for pid in left:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
# [server-orphans]


main()
