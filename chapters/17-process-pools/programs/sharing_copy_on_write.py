# recorded: measured
# What a child costs in Python: forked, after reading, and spawned.
import multiprocessing


def private_memory():
    """Memory that only this process has, in MiB."""
    with open("/proc/self/smaps_rollup") as file:
        return sum(int(line.split()[1]) for line in file
                   if line.startswith("Private_")) / 1024


# [sharing-copy-on-write]
def forked():
    at_first = private_memory()
    sum(DATA)
    print(f"forked:  {at_first:5.1f} MiB, after reading {private_memory():5.1f} MiB")


def spawned():
    print(f"spawned: {private_memory():5.1f} MiB")


def main():
    for method, target in (("fork", forked), ("spawn", spawned)):
        context = multiprocessing.get_context(method)
        child = context.Process(target=target)
        child.start()
        child.join()
# [sharing-copy-on-write]


if __name__ == "__main__":
    DATA = list(range(1_000_000))
    main()
