# The same three tasks, waited for in three ways.
import asyncio
import time


# [wait-return-when-tasks]
async def quote(delay, price):
    await asyncio.sleep(delay)
    if price is None:
        raise RuntimeError("no van left")
    return price


def ask_three():
    return {
        "bike": asyncio.create_task(quote(1, 12)),
        "van": asyncio.create_task(quote(2, None)),
        "ship": asyncio.create_task(quote(3, 5)),
    }
# [wait-return-when-tasks]


def names(tasks, wanted):
    return ", ".join(n for n, t in tasks.items() if t in wanted) or "-"


# [wait-return-when]
async def compare():
    for when in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION,
                 asyncio.ALL_COMPLETED):
        tasks = ask_three()
        begin = time.monotonic()
        done, pending = await asyncio.wait(tasks.values(), return_when=when)
        seconds = time.monotonic() - begin
        print(f"{when}: {seconds:.1f} s, done: {names(tasks, done)}, "
              f"pending: {names(tasks, pending)}")
        await asyncio.wait(tasks.values())  # the rest runs on to its end
        print(f"  van: {tasks['van'].exception()}")
# [wait-return-when]


asyncio.run(compare())
