"""What PyInstaller cannot see: the data, and the modules that `oinp_noc` imports by name at the first use of each.

`oinp_noc.testing` is left out, because it needs Hypothesis and an application does not run tests.
"""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

datas = collect_data_files("oinp_noc")
hiddenimports = collect_submodules("oinp_noc", filter=lambda name: name != "oinp_noc.testing")
