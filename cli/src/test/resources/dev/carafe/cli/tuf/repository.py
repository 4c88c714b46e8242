"""Makes a repository with keys of each kind, a delegation and a second root: repository.py FOLDER"""

import hashlib
import shutil
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

folder = Path(sys.argv[1])
metadata, targets = folder / "metadata", folder / "targets"
metadata.mkdir(parents=True)
targets.mkdir()
expires = (datetime.now(timezone.utc) + timedelta(days=1)).replace(microsecond=0)


def target(path: str, text: str) -> TargetFile:
    data = text.encode()
    file = TargetFile.from_data(path, data, ["sha256", "sha512"])
    place = targets / Path(path).parent / f"{hashlib.sha256(data).hexdigest()}.{Path(path).name}"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return file


def write(name: str, content: Metadata) -> None:
    content.to_file(str(metadata / name))


signers = {
    "root": CryptoSigner.generate_rsa(),
    "targets": CryptoSigner.generate_ecdsa(),
    "snapshot": CryptoSigner.generate_ed25519(),
    "timestamp": CryptoSigner.generate_ed25519(),
}
delegate = CryptoSigner.generate_ed25519()

root = Metadata(Root(expires=expires, consistent_snapshot=True))
for role, signer in signers.items():
    root.signed.add_key(signer.public_key, role)
root.sign(signers["root"])
write("1.root.json", root)

successor = CryptoSigner.generate_ed25519()
root.signed.version = 2
root.signed.add_key(successor.public_key, "root")
root.signed.revoke_key(signers["root"].public_key.keyid, "root")
root.sign(signers["root"])
root.sign(successor, append=True)
write("2.root.json", root)

bin_targets = Metadata(Targets(expires=expires))
bin_targets.signed.targets["bin/tool"] = target("bin/tool", "of the delegate")
bin_targets.sign(delegate)
write("1.bin.json", bin_targets)

top = Metadata(Targets(expires=expires))
top.signed.targets["plain"] = target("plain", "of the targets themselves")
top.signed.delegations = Delegations(
    keys={delegate.public_key.keyid: delegate.public_key},
    roles={
        "bin": DelegatedRole("bin", [delegate.public_key.keyid], 1, False, paths=["bin/*"]),
    },
)
top.sign(signers["targets"])
write("1.targets.json", top)

snapshot = Metadata(Snapshot(expires=expires))
snapshot.signed.meta = {"targets.json": MetaFile(1), "bin.json": MetaFile(1)}
snapshot.sign(signers["snapshot"])
write("1.snapshot.json", snapshot)

timestamp = Metadata(Timestamp(expires=expires, snapshot_meta=MetaFile(1)))
timestamp.sign(signers["timestamp"])
write("timestamp.json", timestamp)
shutil.copy(metadata / "1.root.json", folder / "root.json")
