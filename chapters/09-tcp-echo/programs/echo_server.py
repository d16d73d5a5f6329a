# recorded: no
# The echo server on its own: talk to it with nc or telnet, stop it with ^C.
import asyncio
import itertools
import signal
import sys


# [tcp-echo-shared]
class Shared:
    """What all sessions share. They run on one thread and none of them
    awaits in the middle of an update, so it needs no lock."""

    def __init__(self):
        self.clients = set()  # writers, connected now
        self.messages = 0  # since the server started
        self.numbers = itertools.count(1)
# [tcp-echo-shared]


# [tcp-echo-session]
async def converse(reader, writer, shared):
    writer.write(b"welcome; commands: /stats, /quit\n")
    while data := await reader.readline():
        line = data.decode().rstrip("\r\n")
        shared.messages += 1
        if line == "/quit":
            writer.write(b"bye\n")
            break
        if line == "/stats":
            answer = f"clients: {len(shared.clients)}, "
            answer += f"messages: {shared.messages}\n"
        else:
            answer = f"echo: {line}\n"
        writer.write(answer.encode())
        await writer.drain()
# [tcp-echo-session]


# [tcp-echo-server]
async def session(reader, writer, shared):
    number = next(shared.numbers)
    print(f"client {number}: connected")
    shared.clients.add(writer)
    how = "left"
    try:
        await converse(reader, writer, shared)
        writer.close()
        await writer.wait_closed()
    except Exception as error:
        how = str(error)
        writer.close()
    finally:
        shared.clients.discard(writer)
        print(f"client {number}: {how}")


async def serve(port, shared):
    return await asyncio.start_server(
        lambda reader, writer: session(reader, writer, shared),
        "127.0.0.1",
        port,
    )
# [tcp-echo-server]


# [tcp-echo-ctrl-c]
async def stop_at_ctrl_c(server, shared):
    """Wait for Ctrl+C, then let no client in and no more lines."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, stop.set)
    await stop.wait()
    print(f"stopping; clients: {len(shared.clients)}")
    server.close()
    for writer in shared.clients:
        writer.close()  # its session reads the end of the stream
    while shared.clients:
        await asyncio.sleep(0.01)
# [tcp-echo-ctrl-c]


async def main():
    shared = Shared()
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8888
    server = await serve(port, shared)
    print(f"try: nc localhost {port}", flush=True)
    await stop_at_ctrl_c(server, shared)
    print("stopped")


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except (OSError, OverflowError, ValueError) as error:
        sys.exit(f"cannot listen: {error}")
