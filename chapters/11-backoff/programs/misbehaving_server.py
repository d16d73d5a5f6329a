"""The twin of misbehaving_server.hpp, and a client, on asyncio's streams."""
# recorded: no

import asyncio
import socket

flaky_requests = 0


async def answer(path):
    global flaky_requests
    status = 200
    if path.startswith("/status/"):
        status = int(path.removeprefix("/status/"))
    elif path == "/flaky":
        flaky_requests += 1
        status = 503 if flaky_requests <= 2 else 200
    await asyncio.sleep(10 if path == "/slow" else 0.2)
    body = f"the page {path}"
    return f"HTTP/1.1 {status} .\r\nContent-Length: {len(body)}\r\n\r\n{body}"


async def session(reader, writer):
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.decode().split()[1]
        if path != "/cut":
            writer.write((await answer(path)).encode())
            await writer.drain()
    except (OSError, asyncio.CancelledError):
        pass  # the client has left, or the program ends
    finally:
        writer.close()


async def start():
    """Start the server and return its port."""
    server = await asyncio.start_server(session, "127.0.0.1", 0)
    return server, server.sockets[0].getsockname()[1]


def nobody():
    """Return a port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as gone:
        return gone.getsockname()[1]


async def request(port, path):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = int(head.split("Content-Length: ")[1].split()[0])
        body = await reader.readexactly(length)
        return int(head.split()[1]), body.decode()
    finally:
        writer.close()


async def get(port, path, timeout=5):
    """Return status and body; raise TimeoutError, OSError, EOFError."""
    return await asyncio.wait_for(request(port, path), timeout)
