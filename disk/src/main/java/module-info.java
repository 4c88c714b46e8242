import org.jspecify.annotations.NullMarked;

/// What the builder and the node both know of a disk: partition tables, hash trees, bytes, devices,
/// the C libraries of zstd and OpenSSL, and the deltas by which one image becomes another.
@NullMarked
module dev.carafe.disk {
  requires static org.jspecify;

  exports dev.carafe.disk;
  exports dev.carafe.disk.bytes;
  exports dev.carafe.disk.delta;
  exports dev.carafe.disk.device;
  exports dev.carafe.disk.foreign;
  exports dev.carafe.disk.gpt;
  exports dev.carafe.disk.openssl;
  exports dev.carafe.disk.verity;
  exports dev.carafe.disk.zstd;
}
