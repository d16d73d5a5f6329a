# How every job ended, as a list.
import asyncio
import time


async def price(shop, delay):
    await asyncio.sleep(delay)
    if shop == "north":
        raise RuntimeError("north is closed")
    return len(shop)


# [gather-return-exceptions]
async def ask():
    return await asyncio.gather(
        price("harbour", 0.3),
        price("north", 0.1),
        price("hill", 0.2),
        return_exceptions=True,
    )
# [gather-return-exceptions]


async def main():
    start = time.monotonic()
    outcomes = await ask()
    print(f"after {time.monotonic() - start:.1f} s:")
    for outcome in outcomes:
        print(f"  {outcome!r}")


asyncio.run(main())
