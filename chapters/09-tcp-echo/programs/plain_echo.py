# An echo server: one coroutine per client, all of them on one thread.
import asyncio
import time

from work import work_for

start = time.monotonic()


def say(text):
    print(f"{(time.monotonic() - start) * 1000:2.0f} ms  {text}")


# [tcp-echo-plain]
async def echo(reader, writer):
    while data := await reader.read(1024):
        work_for(0.004)  # stands for working out the answer
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
    writer.close()


async def main():
    server = await serve()
    port = server.sockets[0].getsockname()[1]
    await asyncio.gather(
        visit("client 1", port, 0.010), visit("client 2", port, 0.012)
    )
    server.close()


asyncio.run(main())
