# What three ways to spend half a second cost in processor time.
# recorded: measured
import asyncio
import time

from work import work_for


def measure(what, function):
    begin, processor_begin = time.monotonic(), time.process_time()
    function()
    passed = time.monotonic() - begin
    used = time.process_time() - processor_begin
    print(f"{what:<14} {passed:.2f} s of time, {used:.2f} s of processor")


# [coroutines-sleep-costs]
measure("computing", lambda: work_for(0.5))
measure("time.sleep", lambda: time.sleep(0.5))
measure("asyncio.sleep", lambda: asyncio.run(asyncio.sleep(0.5)))
# [coroutines-sleep-costs]
