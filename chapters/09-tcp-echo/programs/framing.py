# Lines out of a stream: the reader of a connection keeps what came early.
import asyncio


# [tcp-echo-framing]
async def show_lines(reader, writer):
    while line := await reader.readline():
        print(f"line {line!r}, in the buffer: {bytes(reader._buffer)!r}")
    writer.close()
    await writer.wait_closed()
# [tcp-echo-framing]


async def send_three_lines(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in ("he", "llo\nsecond\n/qu", "it\n"):
        writer.write(piece.encode())
        await asyncio.sleep(0.1)
    writer.write_eof()
    await reader.read()  # until the server has closed its side, too


async def main():
    server = await asyncio.start_server(show_lines, "127.0.0.1", 0)
    await send_three_lines(server.sockets[0].getsockname()[1])
    server.close()


asyncio.run(main())
