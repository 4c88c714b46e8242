"""Downloads a target: client.py METADATA_DIR METADATA_URL TARGET_DIR TARGET_URL NAME"""

import sys

from tuf.ngclient import Updater

metadata_dir, metadata_url, target_dir, target_url, name = sys.argv[1:]
updater = Updater(metadata_dir, metadata_url, target_dir, target_url)
updater.refresh()
target = updater.get_targetinfo(name)
if target is None:
    sys.exit(f"nobody names {name}")
print(updater.download_target(target))
