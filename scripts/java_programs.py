"""Download the Java programs that the tests run, named in tests/java/pom.xml, by Maven into Maven's own cache.

Every file is held against tests/java/checksums.txt; where each lies is then written to tests/java/.programs. `record`
writes the checksums anew, after a change to the list. Without Maven or a network the tests that need them are skipped.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

JAVA = Path(__file__).resolve().parents[1] / "tests" / "java"
CHECKSUMS = JAVA / "checksums.txt"
LISTED = JAVA / ".programs"


def is_done() -> bool:
    """Return whether the files were checked after the last change to their list and are still there."""
    wanted = max(path.stat().st_mtime for path in (JAVA / "pom.xml", CHECKSUMS, Path(__file__)))
    done = LISTED.is_file() and LISTED.stat().st_mtime > wanted
    return done and all(map(os.path.isfile, LISTED.read_text(encoding="utf-8").splitlines()))


def download() -> list[Path]:
    """Return the files of every program in Maven's order; SystemExit with code 0 where they cannot be had."""
    maven = shutil.which("mvn")
    if maven is None:
        print("Maven is missing: the tests that need tests/java/pom.xml will not run", file=sys.stderr)
        raise SystemExit(0)
    print("Downloading the Java programs for the tests (270 MB the first time) …")
    command = [maven, "-B", "-q", "-ntp", "--strict-checksums", "-f", str(JAVA), "dependency:build-classpath"]
    run = subprocess.run([*command, f"-Dmdep.outputFile={LISTED}", "-Dmdep.regenerateFile"], check=False)  # noqa: S603 - our own words
    if run.returncode != 0:
        LISTED.unlink(missing_ok=True)
        print("Maven could not download them: the tests that need tests/java/pom.xml will not run", file=sys.stderr)
        raise SystemExit(0)
    paths = [Path(path) for path in LISTED.read_text(encoding="utf-8").strip().split(os.pathsep)]
    LISTED.unlink()  # until every file has been checked
    return paths


def checksums(paths: list[Path]) -> str:
    """Return the SHA-256 of each file as `sha256sum` writes it, by name."""
    lines = []
    for path in sorted(paths, key=lambda path: path.name):
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    return "".join(lines)


def main() -> None:
    """Download, check, and say where the files lie, unless all of that is done."""
    record = "record" in sys.argv
    if not record and is_done():
        return
    paths = download()
    made = checksums(paths)
    if record:
        CHECKSUMS.write_text(made, encoding="utf-8")
    recorded = set(CHECKSUMS.read_text(encoding="utf-8").splitlines())
    if others := [line.split()[1] for line in made.splitlines() if line not in recorded]:
        sys.exit(f"tests/java/checksums.txt has another checksum, or none, for: {', '.join(others)}")
    LISTED.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")


if __name__ == "__main__":
    main()
