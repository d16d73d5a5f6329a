# A computation of 0.8 s beside a pulse: in one piece, and in pieces.
import asyncio

from say import say
from work import work_for


# [loop-pieces]
async def pulse():
    for _ in range(4):
        await asyncio.sleep(0.24)
        say("beat")


async def in_one_piece():
    work_for(0.8)


async def in_eight_pieces():
    for _ in range(8):
        work_for(0.1)
        await asyncio.sleep(0)  # whoever is ready may run
# [loop-pieces]


async def main():
    for work in (in_one_piece, in_eight_pieces):
        await asyncio.gather(pulse(), work())


asyncio.run(main())
