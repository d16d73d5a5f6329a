# What runs before gather is awaited.
import asyncio


# [gather-not-awaited]
async def deliver(parcel, delay):
    print(f"{parcel}: on its way")
    await asyncio.sleep(delay)
    print(f"{parcel}: delivered")


async def main():
    deliveries = asyncio.gather(deliver("lamp", 0.2), deliver("book", 0.1))
    print("gather called")
    await asyncio.sleep(0.5)
    print("half a second later, awaiting for the first time")
    await deliveries
    print("main ends")
# [gather-not-awaited]


asyncio.run(main())
