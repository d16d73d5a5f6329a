# Results and exceptions of jobs on a pool.
import time
from concurrent.futures import ThreadPoolExecutor

from say import say


# [pools-futures]
def price(shop, cents, seconds):
    time.sleep(seconds)
    if cents == 0:
        raise RuntimeError(f"{shop} is closed")
    return cents


def main():
    with ThreadPoolExecutor(max_workers=3) as pool:
        hill = pool.submit(price, "hill", 250, 2.0)
        lake = pool.submit(price, "lake", 310, 1.0)
        mill = pool.submit(price, "mill", 0, 0.5)
        say(f"hill: {hill.result()}")
        say(f"lake: {lake.result()}")
        try:
            say(f"mill: {mill.result()}")
        except RuntimeError as error:
            say(f"mill: {error}")
# [pools-futures]


main()
