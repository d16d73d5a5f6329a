# A job that is cancelled and has something to put right first.
import asyncio

from say import say


# [wait-clean-up]
async def release_seat():
    say("  releasing the seat ...")
    await asyncio.sleep(0.5)
    say("  the seat is free again")


async def hold_seat():
    try:
        await asyncio.sleep(3)  # the customer looks for a credit card
    except asyncio.CancelledError:
        await release_seat()
        raise
# [wait-clean-up]


async def main():
    try:
        await asyncio.wait_for(hold_seat(), timeout=2)
    except TimeoutError:
        say("  timed out")


asyncio.run(main())
