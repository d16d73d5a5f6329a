# The frame of the coroutine keeps the name alive.
import asyncio

from say import say


# [coroutines-late-reminder]
async def remind(guest):
    say(f"a reminder for {guest} is set")
    await asyncio.sleep(1)
    say(f"{guest}, your table is ready")


def book_a_table(tasks):
    guest = "Ada"
    tasks.append(asyncio.create_task(remind(guest)))
# [coroutines-late-reminder]


async def main():
    tasks = []
    book_a_table(tasks)
    await asyncio.wait(tasks)


asyncio.run(main())
