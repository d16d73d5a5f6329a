"""check_reference.py GRADER SERVER.py: the documents' server in Python fails
where it is known to fail, and nowhere else.
"""

import json
import shlex
import subprocess
import sys

# What the documents' design lacks. What needs one of these is not run.
FAILS = {
    # A body nested 100,000 deep is an exception that nobody expects.
    "Clients.NestDeeply",
    # Half a request is waited for, for ever.
    "Clients.SendHalfARequest",
    "Clients.SendHalfABody",
    # Nobody looks after the workers.
    "Workers.TaskOfAKilledOneIsNotForgotten",
    "Workers.BusyOneIsReplaced",
    "Workers.IdleOneIsReplaced",
    "Workers.AllAreReplaced",
    # Every task is accepted.
    "Load.PushesBack",
    # The reader of the results is stopped before the workers.
    "End.ThousandsWait",
    # A worker waits for a queue that its parent has left.
    "End.KilledLeavesNoOrphan",
}


def main():
    grader, server = sys.argv[1:]
    command = shlex.join(["/usr/bin/python3", "-B", server])
    run = subprocess.run(
        [grader, "check", "capstone", "--json", "--command",
         command + " --port {port} --workers {workers}"],
        stdout=subprocess.PIPE, text=True)
    result = json.loads(run.stdout)
    failed = {check["name"] for check in result["checks"]
              if check["verdict"] not in ("held", "not_run")}
    for name in sorted(failed - FAILS):
        print(f"{name} fails and should hold")
    for name in sorted(FAILS - failed):
        print(f"{name} holds and should fail")
    for check in result["checks"]:
        if check["verdict"] != "held":
            print(f"{check['verdict']:10} {check['name']}: "
                  f"{check['seen']} ({check['diagnosis']})")
    print(f"{result['points']} of {result['points_of']} points")
    return 0 if failed == FAILS else 1


sys.exit(main())
