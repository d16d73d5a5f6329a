# The steps of a coroutine that waits for bytes, and of the loop below it.
import asyncio
import socket

from say import say


# [loop-steps]
async def read_answer(near):
    say("reader: asks for bytes")
    answer = await asyncio.get_running_loop().sock_recv(near, 16)
    say("reader: goes on")
    return answer.decode()


async def somebody_else(far):
    say("other: runs while the reader waits")
    await asyncio.sleep(1)
    say("other: sends")
    await asyncio.get_running_loop().sock_sendall(far, b"42")


async def main():
    near, far = socket.socketpair()
    near.setblocking(False)
    far.setblocking(False)
    other = asyncio.create_task(somebody_else(far))
    answer = await read_answer(near)
    await other
    near.close()
    far.close()
    return answer


say("main: runs the loop")
answer = asyncio.run(main())
say(f"main: the loop is closed, the answer is {answer}")
# [loop-steps]
