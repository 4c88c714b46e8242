package dev.carafe.node.update.fetch;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.delta.Delta;
import dev.carafe.disk.delta.DeltaPlan;

/// A delta somewhere else: its head is at hand, its frames come when they are asked for.
public interface RemoteDelta extends AutoCloseable {

  /// What its head says.
  Delta delta();

  /// The bytes behind the head, as far as a plan needs them: read in ascending order, and none
  /// twice. Nothing is known of them; each frame has its digest in the head.
  ByteSource payload(DeltaPlan plan);

  /// Asks somebody else from now on, for what comes from here is wrong.
  ///
  /// @return whether there is somebody else
  boolean distrust();

  @Override
  void close();
}
