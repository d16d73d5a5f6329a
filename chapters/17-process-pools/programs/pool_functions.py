# Two computations in two worker processes.
# recorded: measured
from concurrent.futures import ProcessPoolExecutor


# [process-first]
def primes_below(limit):
    return sum(all(n % d for d in range(2, int(n**0.5) + 1)) for n in range(2, limit))


def main():
    with ProcessPoolExecutor(max_workers=2) as pool:
        many = pool.submit(primes_below, 60_000)
        few = pool.submit(primes_below, 20_000)
        print(f"primes below 60000: {many.result()}")
        print(f"primes below 20000: {few.result()}")


if __name__ == "__main__":
    main()
# [process-first]
