# Ten calls, of which three may pass in any second.
import asyncio
from collections import deque

from say import say


# [limiter-in-python]
class RateLimiter:
    def __init__(self, max_calls, window):
        self.max_calls = max_calls
        self.window = window
        self.passed = deque()  # when the last max_calls calls passed
        self.turn = asyncio.Lock()

    async def acquire(self):
        clock = asyncio.get_running_loop().time
        async with self.turn:
            if len(self.passed) == self.max_calls:
                await asyncio.sleep(self.passed[0] + self.window - clock())
                self.passed.popleft()
            self.passed.append(clock())
# [limiter-in-python]


# [limiter-use]
async def ask(limiter, number):
    await limiter.acquire()
    say(f"call {number} goes out")
    await asyncio.sleep(0.3)  # the server's answer


async def main():
    limiter = RateLimiter(3, 1.0)
    await asyncio.gather(*(ask(limiter, i) for i in range(10)))
    say("ten answers")
# [limiter-use]


asyncio.run(main())
