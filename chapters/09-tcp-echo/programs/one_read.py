# A server that takes each read for one message, and what it makes of lines.
import asyncio


# [tcp-echo-one-read]
async def answer(reader, writer):
    messages = 0
    while data := await reader.read(1024):
        message = data.decode()  # is it one?
        messages += 1
        print(f"message {messages}: {message!r}")
        if message == "/quit\n":
            break
    writer.close()
    await writer.wait_closed()
# [tcp-echo-one-read]


async def send_three_lines(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in ("he", "llo\nsecond\n/qu", "it\n"):
        writer.write(piece.encode())
        await asyncio.sleep(0.1)
    writer.write_eof()
    await reader.read()  # until the server has closed its side, too


async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    await send_three_lines(server.sockets[0].getsockname()[1])
    server.close()


asyncio.run(main())
