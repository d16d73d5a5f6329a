# await in a function that is no coroutine.
# recorded: fails


async def brew(cups):
    return cups


# [coroutines-outside]
def breakfast():
    cups = await brew(2)
    return cups
# [coroutines-outside]
