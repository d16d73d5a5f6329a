# A client that reads nothing for a second: which writes wait for it.
import asyncio
import socket

from say import say


# [tcp-echo-backpressure]
async def report(reader, writer):
    writer.write(b"a" * 1_000)
    await writer.drain()
    say("1,000 bytes are written")
    writer.write(b"b" * 200_000)
    waiting = writer.transport.get_write_buffer_size()
    say(f"write() is back, more than 100,000 wait: {waiting > 100_000}")
    await writer.drain()
    say("drain() is back")
    writer.close()
    await writer.wait_closed()
# [tcp-echo-backpressure]


def listening_socket():
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16_384)
    listener.bind(("127.0.0.1", 0))
    return listener


async def read_late(address):
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
    client.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(client, address)
    await asyncio.sleep(1)
    say("the client begins to read")
    count = 0
    while data := await loop.sock_recv(client, 65_536):
        count += len(data)
    say(f"the client has {count} bytes; End of file")
    client.close()


async def main():
    listener = listening_socket()
    server = await asyncio.start_server(report, sock=listener)
    await read_late(listener.getsockname())
    server.close()


asyncio.run(main())
