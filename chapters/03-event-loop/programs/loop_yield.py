# Two clerks who serve three clients each: three ways to give way, of which
# one gives way.
import asyncio


# [loop-yield]
async def never(clerk, served):
    for client in "123":
        served.append(clerk + client)


async def nothing():
    pass


async def with_a_call(clerk, served):
    for client in "123":
        served.append(clerk + client)
        await nothing()


async def with_sleep_0(clerk, served):
    for client in "123":
        served.append(clerk + client)
        await asyncio.sleep(0)
# [loop-yield]


async def run(name, clerk):
    served = []
    await asyncio.gather(clerk("A", served), clerk("B", served))
    print(f"{name:<14} {' '.join(served)}")


async def main():
    await run("never", never)
    await run("with a call", with_a_call)
    await run("with sleep(0)", with_sleep_0)


asyncio.run(main())
