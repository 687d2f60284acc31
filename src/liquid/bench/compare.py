#!/usr/bin/env python3
"""The three engines after one another in one run, as a table:
python3 src/liquid/bench/compare.py build/release/liquid_render_bench [SECONDS] [NODE_MODULES_PARENT]"""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def figures(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{command[0]}: {done.stderr.strip()[-200:]}", file=sys.stderr)
    rows = [line.split() for line in done.stdout.splitlines() if not line.startswith("crowded")]
    return {(name, kind): (int(rate), int(size)) for name, kind, rate, size in rows}


def main():
    seconds = sys.argv[2] if len(sys.argv) > 2 else "1"
    where = os.path.join(os.path.abspath(sys.argv[3] if len(sys.argv) > 3 else "."), "x.js")
    ours = figures(sys.argv[1], seconds, HERE)
    script = figures("node", os.path.join(HERE, "compare.mjs"), seconds, where)
    ruby = figures("ruby", os.path.join(HERE, "compare.rb"), seconds)
    print(f"{'':14} {'bytes':>6} {'ours/s':>10} {'liquidjs/s':>10} {'ruby/s':>8} {'times liquidjs':>14}")
    for key, (rate, size) in ours.items():
        other, own = script.get(key, (0, 0)), ruby.get(key, (0, 0))
        print(f"{' '.join(key):14} {size:6} {rate:10} {other[0]:10} {own[0]:8} {rate / other[0] if other[0] else 0:14.1f}")


main()
