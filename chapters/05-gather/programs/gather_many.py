# As many jobs as there are inputs, none at all included.
import asyncio


async def price(shop):
    await asyncio.sleep(len(shop) / 100)
    return len(shop) * 10


# [gather-many]
async def ask(shops):
    prices = await asyncio.gather(*(price(shop) for shop in shops))
    print(f"{len(shops)} shops, {len(prices)} prices")


async def main():
    await ask(["harbour", "hill", "north"])
    await ask([])
# [gather-many]


asyncio.run(main())
