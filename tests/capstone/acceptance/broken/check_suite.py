"""check_suite.py HOST: tests the acceptance suite with servers that are wrong
in one thing. The check that is about it must not hold, with the verdict and
the diagnosis that server.py names, and it must hold when nothing is wrong.
"""

import concurrent.futures
import json
import os
import secrets
import shlex
import subprocess
import sys

sys.dont_write_bytecode = True
import server

AT_A_TIME = 4
SERVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "server.py")


def end_record(host, check, fault):
    """What the host reports to a grader about the check."""
    report, report_end = os.pipe()
    nonce_end, nonce = os.pipe()
    os.write(nonce, secrets.token_hex(16).encode() + b"\n")
    os.close(nonce)
    command = shlex.join([sys.executable, "-B", SERVER, "--fault", fault])
    environment = dict(
        os.environ, COURSE_REPORT_FD=f"{report_end},{nonce_end}",
        COURSE_SERVER=command + " --port {port} --workers {workers}")
    if fault != "none":
        # What never comes need not be waited for that long.
        environment["COURSE_PATIENCE"] = "3"
    child = subprocess.Popen([host, f"--check={check}"], env=environment,
                             pass_fds=(report_end, nonce_end),
                             stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    os.close(report_end)
    os.close(nonce_end)
    with os.fdopen(report) as lines:
        records = [json.loads(line) for line in lines]
    child.wait()
    ends = [record for record in records if record["event"] == "end"]
    return ends[-1] if ends else {"verdict": "no end record"}


def run(host, check, fault, verdict, diagnosis):
    """Empty, or what is wrong."""
    end = end_record(host, check, fault)
    seen = (end["verdict"], end.get("diagnosis", ""))
    if seen == (verdict, diagnosis):
        return ""
    return (f"{fault}: {check} is {seen[0]} ({seen[1]}), not {verdict} "
            f"({diagnosis}): {end.get('expected')}; {end.get('seen')}")


def main():
    host = sys.argv[1]
    jobs = [(host, check, fault, verdict, diagnosis)
            for fault, (check, verdict, diagnosis) in server.FAULTS.items()]
    checks = sorted({check for check, _, _ in server.FAULTS.values()})
    jobs += [(host, check, "none", "held", "") for check in checks]
    with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
        wrong = [text for text in pool.map(lambda job: run(*job), jobs)
                 if text]
    for text in wrong:
        print(text)
    print(f"{len(jobs) - len(wrong)} of {len(jobs)} are as they should be")
    return 1 if wrong else 0


sys.exit(main())
