"""What users install: ``python tools/packages.py FOLDER``; ``nox -s packaging`` brings the checkers that it needs.

Builds the wheel and the source distribution into FOLDER, has four checkers look at them, builds the wheel once more
from the source distribution, and installs it in fresh environments: without extras and with each extra alone,
optimised, isolated, on a read-only disk, in a zip and in a zipapp. Everywhere the same few answers are asked for.
``--pyinstaller`` packs an application as well, which takes a minute.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipapp
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RATING = 8  # of 10: the project has neither an address nor a home page to name
UNPRIVILEGED = 65534  # nobody: a disk is not read-only for root

# What has to hold wherever the package is, without an extra.
PROBE = """
import sys
import oinp_noc
assert oinp_noc.convert("2173").successor.code == "21231"
assert oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker").occupations is not None
assert oinp_noc.repair_code("213", version="2016").code == "0213"
assert oinp_noc.parse_notice("May 9, 2023: 402 invitations, Masters Graduate stream").draws
assert oinp_noc.example_titles("21231", lang="fr")
oinp_noc.verify()
assert oinp_noc.data_files()["datapackage.json"].read_text("utf-8").startswith("{")
oinp_noc.use_language("fr")
try:
    oinp_noc.lookup("99999")
    answered = ""
except oinp_noc.errors.UnknownCodeError as error:
    answered = str(error)
if "groupe" not in answered:
    raise SystemExit(f"the French is not there: {answered}")
if oinp_noc.convert("2174").status != "expired":
    raise SystemExit("a wrong answer")
print("fine")
"""

# What needs an extra: the code, which raises MissingExtraError where the extra is not.
FEATURES = {
    "search": 'import oinp_noc; assert oinp_noc.search("sofware enginer")[0].group.code',
    "dataframe": """
import oinp_noc
try:
    oinp_noc.frames.convert({}, "noc")
except oinp_noc.errors.FrameError:
    pass  # there is no engine, so no frame
""",
    "plot": """
import os
os.environ["MPLBACKEND"] = "agg"
import oinp_noc
oinp_noc.plots.timeline(oinp_noc.draws())
""",
    "cli": 'from oinp_noc.cli import main; raise SystemExit(main(["convert", "2173"]))',
    "notices": 'import oinp_noc; oinp_noc.parse_notice("<html><body><p>May 9, 2023</p></body></html>")',
}
REFUSED = {"cli": 3}  # the command line says which extra is missing, and leaves with 3


def main() -> int:
    """Run every check, and print a line for each."""
    parser = argparse.ArgumentParser(description="Check what users install.")
    parser.add_argument("folder", type=Path, help="an empty folder to work in")
    parser.add_argument("--pyinstaller", action="store_true", help="pack an application with PyInstaller too")
    options = parser.parse_args()
    folder: Path = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    wheel, source = _built(folder)
    _looked_at(wheel, source)
    _installed(folder, wheel)
    if options.pyinstaller:
        _packed(folder, wheel)
    return 0


def _built(folder: Path) -> tuple[Path, Path]:
    """Build both; the wheel that the source distribution gives is the wheel of the tree, byte by byte."""
    dist, again = folder / "dist", folder / "from-sdist"
    for place in (dist, again):
        shutil.rmtree(place, ignore_errors=True)
    _run(sys.executable, "-m", "build", "--wheel", "--sdist", "--outdir", str(dist), str(ROOT))
    (wheel,), (source,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    _run("tar", "-xzf", str(source), "-C", str(folder))
    unpacked = folder / source.name.removesuffix(".tar.gz")
    _run(sys.executable, "-m", "build", "--wheel", "--outdir", str(again), str(unpacked))
    (other,) = again.glob("*.whl")
    one, two = _hashes(wheel), _hashes(other)
    _want(one == two, f"the wheel of {source.name} is another one: {sorted(one.items() ^ two.items())[:6]}")
    _say(f"{wheel.name} ({wheel.stat().st_size >> 10:,} KB, {len(one)} files) is what {source.name} builds")
    return wheel, source


def _hashes(wheel: Path) -> dict[str, str]:
    with zipfile.ZipFile(wheel) as packed:
        return {name: hashlib.sha256(packed.read(name)).hexdigest() for name in packed.namelist()}


def _looked_at(wheel: Path, source: Path) -> None:
    _run(sys.executable, "-m", "twine", "check", "--strict", str(wheel), str(source))
    _run(str(_beside("check-wheel-contents")), str(wheel), cwd=ROOT)
    said = _run(str(_beside("pyroma")), "--min", str(RATING), str(source))
    _run(str(_beside("validate-pyproject")), str(ROOT / "pyproject.toml"))
    rating = re.search(r"Final rating: (\S+)", said)
    rated = rating[1] if rating else said
    _say(f"twine, check-wheel-contents, validate-pyproject and pyroma ({rated}) have no complaint")


def _installed(folder: Path, wheel: Path) -> None:
    """Install the wheel, and ask the same of it in every place."""
    extras = sorted(FEATURES)
    for extra in ("", *extras):
        python = _environment(folder, f"extra-{extra}", f"{wheel}[{extra}]" if extra else str(wheel))
        for feature, code in FEATURES.items():
            done = _answered(python, "-c", code, cwd=folder)
            if feature == extra:
                _want(done.returncode == 0, f"{feature} with its extra: {done.stderr}")
            else:
                refused = done.returncode == REFUSED.get(feature, 1) and f"oinp-noc[{feature}]" in done.stderr
                # Extras share requirements: what another one brought along may do.
                _want(refused or done.returncode == 0, f"{feature} with {extra or 'no extra'}: {done.stderr}")
                _want(refused or bool(extra), f"{feature} needs no extra")
        _probe(python, cwd=folder)
    _say(f"without an extra, and with each alone ({', '.join(extras)}): each does its part, and the others name theirs")
    python = _environment(folder, "extra-", str(wheel))
    for options in (("-O",), ("-OO",), ("-I",), ("-W", "error"), ("-X", "utf8=0")):
        _probe(python, *options, cwd=folder)
    _say("-O, -OO, -I, -W error, -X utf8=0: the same answers")
    _read_only(folder, python)
    _zipped(folder, python)


def _read_only(folder: Path, python: Path) -> None:
    packages = _packages(python)
    before = {path: path.stat().st_mtime_ns for path in packages.rglob("*")}
    for path in (packages, *before):
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        who = "a user who may not write there"
        try:
            done = _answered(python, "-c", PROBE, cwd=folder, user=UNPRIVILEGED if os.geteuid() == 0 else None)
        except PermissionError:  # the interpreter itself is root's alone
            who = "root, who may"
            done = _answered(python, "-c", PROBE, cwd=folder)
    finally:
        for path in (packages, *before):
            path.chmod(path.stat().st_mode | 0o200)
    _want(done.returncode == 0, f"on a read-only disk: {done.stderr}")
    after = {path: path.stat().st_mtime_ns for path in packages.rglob("*")}
    _want(before == after, f"something was written: {sorted(map(str, before.items() ^ after.items()))[:4]}")
    _say(f"read-only site-packages, as {who}: the same answers, and nothing written")


def _zipped(folder: Path, python: Path) -> None:
    """Put the package and what it needs into a zip, and into a zipapp; both are read by the interpreter itself."""
    content = folder / "zipped"
    shutil.rmtree(content, ignore_errors=True)
    bare = shutil.ignore_patterns("__pycache__", "*.dist-info", "_virtualenv*", "pip", "setuptools", "bin", "*.pth")
    shutil.copytree(_packages(python), content, ignore=bare)
    archive = Path(shutil.make_archive(str(folder / "packages"), "zip", content))
    code = f"import sys; sys.path.insert(0, {str(archive)!r})\n{PROBE}\nassert '.zip' in oinp_noc.__file__"
    empty = _environment(folder, "empty")
    done = _answered(empty, "-I", "-c", code, cwd=folder)
    _want(done.returncode == 0, f"from a zip: {done.stderr}")
    (content / "__main__.py").write_text(PROBE, "utf-8")
    zipapp.create_archive(content, folder / "app.pyz", compressed=True)
    done = _answered(empty, "-I", str(folder / "app.pyz"), cwd=folder)
    _want(done.returncode == 0, f"from a zipapp: {done.stderr}")
    _say("zip and zipapp: the same answers, the data read from within")


def _packed(folder: Path, wheel: Path) -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]["check"]
    (pyinstaller,) = [line for line in extras if line.startswith("pyinstaller")]
    python = _environment(folder, "pyinstaller", str(wheel), pyinstaller)
    (folder / "app.py").write_text(PROBE, "utf-8")
    options = ("--log-level", "ERROR", "--noconfirm", "--distpath", str(folder / "packed"))
    _run(str(python), "-m", "PyInstaller", *options, "app.py", cwd=folder)
    done = subprocess.run([folder / "packed" / "app" / "app"], capture_output=True, text=True, check=False)  # noqa: S603
    _want(done.returncode == 0, f"packed by PyInstaller: {done.stderr}")
    _say("PyInstaller: the same answers")


def _environment(folder: Path, name: str, *requirements: str) -> Path:
    """Make a fresh environment, or take the one of that name, and return its interpreter."""
    place = folder / "environments" / (name or "bare")
    python = place / "bin" / "python"
    if not python.exists():
        uv = str(_beside("uv"))
        _run(uv, "venv", "--quiet", "--python", sys.executable, str(place))
        if requirements:
            _run(uv, "pip", "install", "--quiet", "--python", str(python), *requirements)
    return python


def _packages(python: Path) -> Path:
    (found,) = python.parents[1].glob("lib/python*/site-packages")
    return found


def _probe(python: Path, *options: str, cwd: Path) -> None:
    done = _answered(python, *options, "-c", PROBE, cwd=cwd)
    _want(done.returncode == 0 and done.stdout == "fine\n", f"{options}: {done.stdout}{done.stderr}")


def _answered(python: Path, *arguments: str, cwd: Path, user: int | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {"LC_ALL": "C.UTF-8", "MPLCONFIGDIR": str(cwd / "settings")}
    return subprocess.run(  # noqa: S603 (our own code)
        [str(python), *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False, user=user
    )


def _beside(program: str) -> Path:
    return Path(sys.executable).parent / program


def _run(*command: str, cwd: Path | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)  # noqa: S603 (our own programs)
    _want(done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def _want(holds: bool, message: str) -> None:  # noqa: FBT001 (what has to hold)
    if not holds:
        raise SystemExit(message)


def _say(what: str) -> None:
    print(f"ok: {what}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
