# A task that kills its worker, among tasks that do not.
# recorded: measured
import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor


# [process-dies]
def thumbnail(picture):
    if picture == "broken":
        os.kill(os.getpid(), signal.SIGSEGV)
    time.sleep(0.05)
    return picture + ".png"


def main():
    with ProcessPoolExecutor(max_workers=1) as pool:
        calls = [pool.submit(thumbnail, picture)
                 for picture in ("tree", "broken", "house", "river")]
        for call in calls:
            try:
                print(call.result())
            except Exception as error:
                print(f"{type(error).__name__}: {error}")
        try:
            pool.submit(thumbnail, "sky")
        except Exception as error:
            print(f"{type(error).__name__}: {error}")
# [process-dies]


if __name__ == "__main__":
    main()
