"""What PyInstaller can't see: modules whose names are made at run time, and the description that validation reads."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules, copy_metadata


def _wanted(name: str) -> bool:
    return name.split(".")[1:2] not in (["spark"], ["pyinstaller"])


hiddenimports = [
    *collect_submodules(
        "mparticle_facade", filter=lambda name: name.split(".")[1:2] not in (["spark"], ["pyinstaller"])
    ),
    *collect_submodules("mparticle_events_models"),
    *collect_submodules("mparticle_events_client"),
]
datas = [
    *collect_data_files("mparticle_events_models"),
    *collect_data_files("mparticle_facade"),
    *copy_metadata("mparticle-facade"),
]
