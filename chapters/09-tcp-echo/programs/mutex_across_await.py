# recorded: fails
# A threading.Lock held across await: the thread waits for itself.
import asyncio
import os
import threading

from say import say

# [tcp-echo-mutex]
mutex = threading.Lock()
seats = 10


async def sell(client, payment):
    global seats
    say(f"{client} wants the mutex")
    with mutex:
        say(f"{client} pays, {seats} seats are free")
        await asyncio.sleep(payment)
        seats -= 1
        say(f"{client} has a seat, {seats} are left")
# [tcp-echo-mutex]


async def two_sales():
    await asyncio.gather(sell("ada", 0.2), sell("bob", 0.3))


def give_up():
    say("nothing has happened since; the watchdog gives up")
    os._exit(1)


threading.Timer(60, give_up).start()
asyncio.run(two_sales())
