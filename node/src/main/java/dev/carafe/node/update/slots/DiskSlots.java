package dev.carafe.node.update.slots;

import dev.carafe.disk.DiskException;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.node.boot.BootEntry;
import dev.carafe.node.boot.LoaderEntry;
import dev.carafe.node.update.FailedUpdateException;
import dev.carafe.node.update.Slots;
import dev.carafe.node.update.SystemImage;
import dev.carafe.node.update.UpdatePlan;
import dev.carafe.node.update.UpdatePolicy;
import dev.carafe.trust.release.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The two slots of the disk that this node runs from. What is in them is read from the disk each
/// time that it is asked for: from its table, and from the kernel images that name a root hash of
/// it.
public final class DiskSlots implements Slots {
  private static final String LOOK = "look at the other slot";

  private final SlotParts parts;

  public DiskSlots(SlotParts parts) {
    this.parts = parts;
  }

  @Override
  public SystemImage running() {
    return parts.image();
  }

  /// A kernel image tells the version of its system, for it is the one that starts it.
  @Override
  public Optional<SystemImage> other() {
    return attempt(
        LOOK,
        () -> {
          Optional<RootHash> system = otherSystem();
          return system.isEmpty()
              ? Optional.empty()
              : parts
                  .kernels()
                  .look(LOOK, folder -> StoredKernels.read(folder).image(system.get()))
                  .flatMap(image ->
                      SystemReading.started(system.get(), image, parts.image().architecture()));
        });
  }

  @Override
  public boolean startsOther() {
    return attempt(
        LOOK,
        () -> {
          Optional<RootHash> system = otherSystem();
          return system.isPresent()
              && parts
                  .kernels()
                  .look(LOOK, folder -> StoredKernels.read(folder).starts(system.get()));
        });
  }

  /// The boot loader's entry of the other system, where it has used up its tries and nobody said
  /// that one of them was good.
  public Optional<BootEntry> givenUp() {
    return attempt(
        LOOK,
        () -> {
          Optional<RootHash> system = otherSystem();
          return system.isEmpty()
              ? Optional.empty()
              : parts
                  .kernels()
                  .look(LOOK, folder -> StoredKernels.read(folder).entry(system.get()))
                  .map(LoaderEntry::entry)
                  .filter(BootEntry::hasFailed);
        });
  }

  private Optional<RootHash> otherSystem() throws IOException {
    return SlotTable.otherSystem(parts.disk(), parts.running());
  }

  @Override
  public UpdatePlan plan(Release release, UpdatePolicy policy) {
    return attempt(
        "plan the update to " + release.version(),
        () -> new Planning(parts, release, policy).plan());
  }

  @Override
  public void stage(Release release, UpdatePolicy policy, Runnable begun) {
    String what = "install " + release.version();
    plan(release, policy)
        .refusal()
        .ifPresent(why -> {
          throw new FailedUpdateException("could not " + what + ": " + why);
        });
    var _ =
        attempt(
            what,
            () -> {
              new Staging(parts, release, policy).run(begun);
              return release;
            });
  }

  @Override
  public void activate() {
    change("activate the other system", LoaderChoice::activate);
  }

  @Override
  public void deactivate() {
    change("deactivate the other system", LoaderChoice::deactivate);
  }

  private interface Choosing {
    void of(LoaderChoice choice) throws IOException;
  }

  private void change(String what, Choosing choosing) {
    var _ =
        attempt(
            what,
            () -> {
              RootHash other =
                  otherSystem()
                      .orElseThrow(() ->
                          new FailedUpdateException(
                              "could not " + what + ": no whole system is in its slot"));
              parts
                  .kernels()
                  .change(
                      "rename kernel images",
                      folder -> choosing.of(new LoaderChoice(folder, parts.running(), other)));
              return other;
            });
  }

  private interface Work<T> {
    T done() throws IOException;
  }

  private static <T> T attempt(String what, Work<T> work) {
    try {
      return work.done();
    } catch (IOException | UncheckedIOException | DiskException e) {
      throw new FailedUpdateException("could not " + what + ": " + e.getMessage(), e);
    }
  }
}
