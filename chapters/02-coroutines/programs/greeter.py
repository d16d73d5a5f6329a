# Greets one person, after a second of waiting for her record.
import asyncio

from say import say


# [coroutines-greet]
async def greet(name):
    say(f"looking up {name}")
    await asyncio.sleep(1)
    say(f"found {name}")
    return f"Hello, {name}"
# [coroutines-greet]


# [coroutines-run]
def main():
    greeting = asyncio.run(greet("Ada"))
    say(greeting)


if __name__ == "__main__":
    main()
# [coroutines-run]
