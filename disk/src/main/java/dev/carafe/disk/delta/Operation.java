package dev.carafe.disk.delta;

import dev.carafe.disk.bytes.Sha256;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/// How some blocks of the target are made. Each operation stands for itself: it can be done,
/// checked and repeated without any other.
public sealed interface Operation {
  /// How many blocks an operation makes at most.
  int LARGEST = 1024;

  /// How many blocks of the source a patch is made against at most.
  int LARGEST_PREFIX = 2048;

  /// What it makes.
  Extent destination();

  /// The digest of what it makes.
  Sha256 digest();

  /// The blocks of the source that it needs, in this order.
  List<Extent> source();

  /// What must be fetched for it.
  Optional<Payload> payload();

  /// Blocks of the source as they are.
  record Copy(Extent destination, Sha256 digest, List<Extent> source) implements Operation {
    public Copy {
      source = List.copyOf(source);
      Sizes.demandDestination(destination);
      Sizes.demandSource(source, destination.count(), destination.count());
    }

    @Override
    public Optional<Payload> payload() {
      return Optional.empty();
    }
  }

  /// Nothing but zeros.
  record Zero(Extent destination) implements Operation {
    public Zero {
      Sizes.demandDestination(destination);
    }

    @Override
    public Sha256 digest() {
      MessageDigest digest = Sha256.digest();
      for (int block = 0; block < destination.count(); block++) {
        digest.update(new byte[Extent.BLOCK]);
      }
      return Sha256.of(digest.digest(), 0);
    }

    @Override
    public List<Extent> source() {
      return List.of();
    }

    @Override
    public Optional<Payload> payload() {
      return Optional.empty();
    }
  }

  /// What a frame unpacks to.
  record Literal(Extent destination, Sha256 digest, Payload frame) implements Operation {
    public Literal {
      Sizes.demandDestination(destination);
    }

    @Override
    public List<Extent> source() {
      return List.of();
    }

    @Override
    public Optional<Payload> payload() {
      return Optional.of(frame);
    }
  }

  /// What a frame unpacks to that was made with blocks of the source for a prefix.
  record Patch(Extent destination, Sha256 digest, List<Extent> source, Payload frame)
      implements Operation {
    public Patch {
      source = List.copyOf(source);
      Sizes.demandDestination(destination);
      Sizes.demandSource(source, 1, LARGEST_PREFIX);
    }

    @Override
    public Optional<Payload> payload() {
      return Optional.of(frame);
    }
  }
}
