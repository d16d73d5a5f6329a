# A thread waits until another one has something for it.
import threading
import time
from collections import deque

from say import say

# [threads-condition]
changed = threading.Condition()  # with its lock
hatch = deque()


def put(dish):
    with changed:
        hatch.append(dish)
        changed.notify()


def take():
    with changed:
        changed.wait_for(lambda: hatch)
        return hatch.popleft()
# [threads-condition]


def waiter():
    for _ in range(3):
        say(f"the waiter has the {take()}")
        time.sleep(0.3)


thread = threading.Thread(target=waiter)
thread.start()
for dish in ("soup", "fish", "cake"):
    time.sleep(1 if dish == "soup" else 0.2)
    say(f"the {dish} is ready")
    put(dish)
    time.sleep(0.001)
thread.join()
