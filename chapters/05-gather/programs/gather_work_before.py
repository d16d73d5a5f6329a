# Work before the wait keeps the next job from starting.
import asyncio

from say import say
from work import work_for


# [gather-work-before]
async def job(name, work):
    say(f"{name} starts to work")
    work_for(work)
    say(f"{name} has worked and now waits")
    await asyncio.sleep(1.0)
    say(f"{name} has waited")
    return f"result {name}"


async def main():
    say("before gather")
    results = await asyncio.gather(job("A", 0.5), job("B", 0.3))
    say("after gather")
    print(", ".join(results))
# [gather-work-before]


asyncio.run(main())
