# A process is killed while it holds a lock that others need.
import os
import signal
from multiprocessing import Process, Value


# [sharing-holder-dies]
def change(stock):
    with stock.get_lock():
        os.kill(os.getpid(), signal.SIGKILL)


def main():
    stock = Value("i", 10)
    holder = Process(target=change, args=(stock,))
    holder.start()
    holder.join()
    free = stock.get_lock().acquire(block=False)
    print("Value:", "free" if free else "locked by nobody")


if __name__ == "__main__":
    main()
# [sharing-holder-dies]
