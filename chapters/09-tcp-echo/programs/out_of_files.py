# accept() fails when the process has no descriptor left; asyncio waits.
import asyncio
import itertools
import os
import resource
import socket

from say import say

numbers = itertools.count(1)


# [tcp-echo-accept]
async def session(reader, writer):
    say(f"client {next(numbers)} is served")
    await reader.read()
    writer.close()


async def serve(listener):
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, report: say(report["message"]))
    # backlog: how many clients one turn of the loop tries to accept
    return await asyncio.start_server(
        session, sock=listener, backlog=1
    )
# [tcp-echo-accept]


def use_up_descriptors_but(free):
    """Open files until this process may open only `free` more."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    taken = []
    try:
        while True:
            taken.append(os.open("/dev/null", os.O_RDONLY))
    except OSError:
        for fd in taken[-free:]:
            os.close(fd)


async def main():
    listener = socket.create_server(("127.0.0.1", 0))
    address = listener.getsockname()
    clients = [socket.create_connection(address) for _ in range(3)]
    say("three clients are connected, two descriptors are left")
    use_up_descriptors_but(2)
    server = await serve(listener)
    await asyncio.sleep(1.5)
    say("clients 1 and 2 leave")
    clients[0].close()
    clients[1].close()
    await asyncio.sleep(1)
    server.close()
    clients[2].close()
    await asyncio.sleep(0.1)


asyncio.run(main())
