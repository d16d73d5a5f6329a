# A limiter that calls itself after waiting, as the source text has it.
import asyncio
from collections import deque

from say import say


# [limiter-recursive]
class RecursiveLimiter:
    def __init__(self, max_calls):
        self.max_calls = max_calls
        self.stamps = deque()

    async def acquire(self):
        now = asyncio.get_running_loop().time()
        while self.stamps and self.stamps[0] <= now - 1.0:
            self.stamps.popleft()
        if len(self.stamps) >= self.max_calls:
            await asyncio.sleep(1.0 - (now - self.stamps[0]))
            await self.acquire()  # look again
        self.stamps.append(asyncio.get_running_loop().time())
# [limiter-recursive]


async def ask(limiter, number):
    await limiter.acquire()
    say(f"call {number} goes out, stamps: {len(limiter.stamps)}")


async def main():
    limiter = RecursiveLimiter(3)
    await asyncio.gather(*(ask(limiter, i) for i in range(10)))


asyncio.run(main())
