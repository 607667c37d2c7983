"""A run that is killed again and again ends with the bytes of one left alone.

    python benchmarks/soak.py [--articles N] [--kills N] [--pace S] [--seed N] [--workers N] [--set key=value …]

Kills: SIGKILL to the parent, SIGKILL to a worker, Ctrl-C twice; after each that ends the run, the same command is given
again. Then once more with a limit on file sizes in the place of a full disk: a coded error, and the next run continues.
Articles come from ../shared/bulk, or from the project's corpus repeated where that is absent. Linux only.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from batch import COMMAND, lines

TOO_SMALL = 2 << 20  # bytes: less than a shard
PATIENCE = 30  # seconds for what was killed to be gone
KINDS = ("parent", "worker", "interrupt")


class Victim:
    """A run, started again whenever it was ended."""

    def __init__(self, command: list[str], log: Path) -> None:
        self._command, self._log = command, log
        self.orphans = 0
        self.unexpected: list[str] = []
        self.start()

    def start(self) -> None:
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True
            )

    def wait(self, seconds: float) -> bool:
        """Whether it ended by itself in that time."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        if self.process.returncode:
            self.unexpected.append(f"exit {self.process.returncode}")
        return True

    def strike(self, kind: str, chance: random.Random) -> bool:
        """Kill something of it; False where there was nothing of that kind."""
        workers = self.workers()
        if kind == "worker":
            if not workers:
                return False
            os.kill(chance.choice(workers), signal.SIGKILL)
            return True
        if kind == "parent":
            self.process.kill()
            self.process.wait()
        else:
            os.killpg(self.process.pid, signal.SIGINT)
            time.sleep(0.05)
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGINT)
            self.process.wait(PATIENCE)
        self.orphans += survivors(workers)
        self.start()
        return True

    def workers(self) -> list[int]:
        """Process ids of its workers."""
        children = Path(f"/proc/{self.process.pid}/task")
        try:
            pids = [int(pid) for task in children.iterdir() for pid in (task / "children").read_text().split()]
            return sorted(pid for pid in pids if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes())
        except OSError:
            return []


def survivors(pids: list[int]) -> int:
    """How many of the processes are there after all patience."""
    end = time.monotonic() + PATIENCE
    alive = pids
    while alive and time.monotonic() < end:
        alive = [pid for pid in alive if is_alive(pid)]
        time.sleep(0.05)
    return len(alive)


def is_alive(pid: int) -> bool:
    """Whether the process is there, and no zombie that nobody has asked after."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def digest(folder: Path) -> str:
    """A hash of every visible file's name and bytes; run.json tells when the run was, and is left out."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "run.json" and not path.name.startswith("."):
            whole.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return whole.hexdigest()


def full_disk(command: list[str]) -> str:
    """What the command says when its files may not grow."""
    limits = (TOO_SMALL, TOO_SMALL)
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits),
    )
    return f"exit {done.returncode}: {done.stderr.strip()}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=24_185)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--pace", type=float, default=5, help="mean seconds between kills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a configuration key")
    options = parser.parse_args()
    # A shell's background job ignores Ctrl-C, and so would what it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory() as name:
        sys.exit(soak(Path(name), options))


def soak(folder: Path, options: argparse.Namespace) -> int:
    source, config = folder / "in.jsonl", folder / "config.toml"
    source.write_text("".join(lines(options.articles)), encoding="utf-8")
    config.write_text("".join(f'{key} = "{value}"\n' for key, value in (pair.split("=", 1) for pair in options.set)))

    def command(output: str) -> list[str]:
        fixed = ["--format", "jsonl", "--quiet", "--config", str(config), "--workers", str(options.workers)]
        return [sys.executable, "-c", COMMAND, "run", str(source), "-o", str(folder / output), *fixed]

    subprocess.run(command("calm"), check=True)
    calm = digest(folder / "calm")

    chance = random.Random(options.seed)  # noqa: S311  no secret
    victim = Victim(command("killed"), folder / "log")
    struck: Counter[str] = Counter()
    began = time.monotonic()
    ended = False
    while struck.total() < options.kills and not ended:
        ended = victim.wait(chance.uniform(0, 2 * options.pace))
        kind = chance.choice(KINDS)
        if not ended and victim.strike(kind, chance):
            struck[kind] += 1
            shards = len(list((folder / "killed").glob("records-*")))
            print(f"{time.monotonic() - began:6.1f} s  {kind:9}  {shards} shards", flush=True)
    while not ended:
        ended = victim.wait(600)
    same = digest(folder / "killed") == calm
    print(f"{options.articles:,} articles, {struck.total()} kills ({dict(struck)}), {victim.orphans} orphans")
    print(f"byte for byte the same: {same}; unexpected ends: {victim.unexpected or 'none'}")
    if not same or victim.unexpected:
        print((folder / "log").read_text(encoding="utf-8", errors="replace")[-3000:])

    said = full_disk(command("full"))
    subprocess.run(command("full"), check=True)
    full = digest(folder / "full") == calm
    print(f"full disk: {said}\nthen the same command again, byte for byte the same: {full}")
    well = same and full and not victim.unexpected and not victim.orphans and struck.total() == options.kills
    return 0 if well and "NX401" in said else 1


if __name__ == "__main__":
    main()
