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
import tomllib

sys.dont_write_bytecode = True
import server

AT_A_TIME = 4
HERE = os.path.dirname(os.path.abspath(__file__))
SERVER = os.path.join(HERE, "server.py")
SUITE = os.path.join(HERE, "..", "suite.toml")


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
        environment["COURSE_PATIENCE"] = "7"
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


def compare_lists(host):
    """What suite.toml, the host and server.py do not agree on."""
    with open(SUITE, "rb") as file:
        suite = tomllib.load(file)
    listed = subprocess.run([host, "--list"], stdout=subprocess.PIPE,
                            text=True, check=True).stdout.split()
    named = {check["name"] for check in suite["check"]}
    shown = {diagnosis for _, _, diagnosis in server.FAULTS.values()}
    known = {diagnosis["id"] for diagnosis in suite["diagnosis"]}
    points = sum(check.get("points", 1) for check in suite["check"])
    return ([f"{name}: in suite.toml or in the host, not in both"
             for name in sorted(named ^ set(listed))] +
            [f"{name}: a diagnosis that no server of server.py shows, or "
             "that suite.toml does not know"
             for name in sorted(known ^ (shown - {""}))] +
            [f"{points} points, not 100"] * (points != 100))


def main():
    host = sys.argv[1]
    jobs = [(host, check, fault, verdict, diagnosis)
            for fault, (check, verdict, diagnosis) in server.FAULTS.items()]
    checks = sorted({check for check, _, _ in server.FAULTS.values()})
    jobs += [(host, check, "none", "held", "") for check in checks]
    with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
        wrong = [text for text in pool.map(lambda job: run(*job), jobs)
                 if text]
    print(f"{len(jobs) - len(wrong)} of {len(jobs)} are as they should be")
    wrong += compare_lists(host)
    for text in wrong:
        print(text)
    return 1 if wrong else 0


sys.exit(main())
