# The same computation by 1, 2 and 4 threads.
# recorded: measured
import threading
import time

NUMBERS = 48_000
STEP = 1_000


def is_prime(n):
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return n >= 2


# [threads-speedup]
def primes(threads):
    found = [0] * threads

    def work(t):
        for first in range(t * STEP, NUMBERS, threads * STEP):
            found[t] += sum(map(is_prime, range(first, first + STEP)))

    workers = [threading.Thread(target=work, args=(t,)) for t in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(found)
# [threads-speedup]


def seconds(threads):
    start = time.perf_counter()
    primes(threads)
    return time.perf_counter() - start


best = {1: 1e9, 2: 1e9, 4: 1e9}
# The best of some runs: the others were disturbed by other programs.
for _ in range(5):
    for threads in best:
        best[threads] = min(best[threads], seconds(threads))

print(f"{primes(1)} primes below {NUMBERS}\n")
print("threads   time  speed-up")
for threads, time_taken in best.items():
    print(f"{threads:<7} {time_taken:.2f} s {best[1] / time_taken:8.2f}x")
