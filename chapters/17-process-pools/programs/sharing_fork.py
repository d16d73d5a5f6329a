# Two child processes count, and their parent sees nothing of it.
from multiprocessing import Process

counter = 0


# [sharing-fork]
def count():
    global counter
    for _ in range(1_000_000):
        counter += 1
    print(f"child: {counter}")


def main():
    for _ in range(2):
        child = Process(target=count)
        child.start()
        child.join()
    print(f"parent: {counter}")


if __name__ == "__main__":
    main()
# [sharing-fork]
