# Two coroutines on an event loop made by hand.
import collections
import heapq
import time
import types

from say import say


# [loop-by-hand-loop]
class Loop:
    def __init__(self):
        self.ready = collections.deque()  # those who could go on
        self.timers = []                  # those who wait, earliest first

    def spawn(self, coroutine):
        self.ready.append(coroutine)

    @types.coroutine
    def sleep(self, delay):
        yield delay  # to whoever called send(): that is run()

    def run(self):
        while self.ready or self.timers:
            if not self.ready:
                time.sleep(max(0, self.timers[0][0] - time.monotonic()))
            while self.timers and self.timers[0][0] <= time.monotonic():
                self.ready.append(heapq.heappop(self.timers)[2])
            if not self.ready:
                continue
            coroutine = self.ready.popleft()
            try:
                delay = coroutine.send(None)  # runs it to its next yield
            except StopIteration:
                continue  # it has ended
            entry = (time.monotonic() + delay, id(coroutine), coroutine)
            heapq.heappush(self.timers, entry)
# [loop-by-hand-loop]


# [loop-by-hand-use]
async def boil_water(loop):
    say("water on")
    await loop.sleep(2)
    say("water boils")


async def make_tea(loop):
    await boil_water(loop)
    await loop.sleep(3)
    say("tea is ready")


async def make_toast(loop):
    say("bread in")
    await loop.sleep(4)
    say("toast is ready")


loop = Loop()
loop.spawn(make_tea(loop))
loop.spawn(make_toast(loop))
loop.run()
say("nothing is left")
# [loop-by-hand-use]
