# A child reports through a pipe, and the parent reads it on its loop.
import asyncio
import os


# [sharing-pipe]
def measure(out):
    for celsius in (20, 21, 23):
        os.write(out, f"{celsius}\n".encode())


async def collect(end):
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(end))
    while line := await reader.readline():
        print("read", line.decode().strip())
    print("then: End of file")


end, out = os.pipe()
child = os.fork()
if child == 0:
    os.close(end)
    measure(out)
    os._exit(0)
os.close(out)  # else there is no end of file
asyncio.run(collect(end))
os.waitpid(child, 0)
# [sharing-pipe]
