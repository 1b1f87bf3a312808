"""Print constraints.txt: the installed version of everything the project needs, and no more.

.venv/bin/python .ci/constraints.py > constraints.txt
"""

import re
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = "youju"


def closure(root: str, extras: frozenset[str]) -> dict[str, str]:
    """Name and version of every installed distribution that `root` with `extras` needs."""
    versions: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(root, extra) for extra in ("", *sorted(extras))]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        versions[name] = found.version
        for line in found.requires or ():
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
                needed = canonicalize_name(requirement.name)
                waiting.extend((needed, more) for more in ("", *requirement.extras))
    return versions


def main() -> None:
    """Print the constraints, local version labels (+cpu) left out."""
    extras = frozenset(distribution(ROOT).metadata.get_all("Provides-Extra") or ())
    versions = closure(ROOT, extras)
    versions.pop(ROOT)
    print("# Versions that were tested together; made by: .venv/bin/python .ci/constraints.py")
    for name in sorted(versions):
        print(f"{name}=={re.sub(r'[+].*', '', versions[name])}")


if __name__ == "__main__":
    main()
