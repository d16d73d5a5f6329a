# An echo server: one coroutine per client, all of them on one thread.
import asyncio

from say import say
from work import work_for


# [tcp-echo-plain]
async def echo(reader, writer):
    while data := await reader.read(1024):
        work_for(0.4)  # stands for working out the answer
        writer.write(data)
        await writer.drain()
    writer.close()
    await writer.wait_closed()


async def serve():
    return await asyncio.start_server(echo, "127.0.0.1", 0)
# [tcp-echo-plain]


async def visit(name, port, pause):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for word in ("one", "two", "three"):
        await asyncio.sleep(pause)
        writer.write(word.encode())
        answer = await reader.readexactly(len(word))
        say(f'{name} hears "{answer.decode()}"')
    writer.write_eof()
    await reader.read()  # until the server has closed its side, too


async def main():
    server = await serve()
    port = server.sockets[0].getsockname()[1]
    await asyncio.gather(
        visit("client 1", port, 1.0), visit("client 2", port, 1.2)
    )
    server.close()


asyncio.run(main())
