# Three ways in which a client ends, and a server that survives them all.
import asyncio
import itertools
import socket
import struct

numbers = itertools.count(1)


# [tcp-echo-endings]
async def sum_of_lines(reader):
    total = 0
    while line := await reader.readline():
        total += int(line)
    return total  # the client has said all it had to say
# [tcp-echo-endings]


# [tcp-echo-report]
async def session(reader, writer):
    number = next(numbers)
    try:
        total = await sum_of_lines(reader)
        print(f"client {number}: the sum is {total}")
    except OSError as lost:
        print(f"client {number}: {lost.strerror}")
    except Exception as failure:
        print(f"client {number}: failed: {failure}")
    finally:
        writer.close()


async def serve():
    return await asyncio.start_server(session, "127.0.0.1", 0)
# [tcp-echo-report]


async def send(port, lines, reset=False):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(lines.encode())
    await writer.drain()
    if reset:  # with this option close() cuts the connection off
        writer.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
    else:
        writer.write_eof()
        await reader.read()
    writer.close()


async def main():
    server = await serve()
    port = server.sockets[0].getsockname()[1]
    await send(port, "3\n4\n")
    await send(port, "5\n", reset=True)
    await send(port, "seven\n")
    await send(port, "6\n")
    server.close()


asyncio.run(main())
