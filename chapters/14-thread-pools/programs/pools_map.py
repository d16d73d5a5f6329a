# map: the results in order, and what a failure does.
import time
from concurrent.futures import ThreadPoolExecutor

from say import say


# [pools-map]
def price(shop):
    seconds, cents = {"hill": (1.0, 250), "lake": (0.4, 310),
                      "mill": (0.2, 0), "park": (0.5, 280)}[shop]
    time.sleep(seconds)
    say(f"{shop} has answered")
    if cents == 0:
        raise RuntimeError(f"{shop} is closed")
    return cents


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        say(list(pool.map(price, ["hill", "lake", "park"])))
    with ThreadPoolExecutor(max_workers=2) as pool:
        try:
            say(list(pool.map(price, ["hill", "mill", "park", "lake"])))
        except RuntimeError as error:
            say(error)
# [pools-map]


main()
