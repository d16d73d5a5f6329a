# The frame of the coroutine keeps the booking alive.
import asyncio
from dataclasses import dataclass

from say import say


@dataclass
class Booking:
    guest: str
    table: int


# [coroutines-late-reminder]
async def remind(booking):
    await asyncio.sleep(1)
    table = booking.table
    say(f"table {table} is ready")


def book_a_table():
    booking = Booking("Ada", 7)
    return asyncio.create_task(remind(booking))
# [coroutines-late-reminder]


async def main():
    await book_a_table()


asyncio.run(main())
