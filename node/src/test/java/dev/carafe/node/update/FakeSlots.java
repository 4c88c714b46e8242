package dev.carafe.node.update;

import dev.carafe.trust.release.Release;
import java.util.List;
import java.util.Optional;

/// Two slots in memory, and a machine that starts anew when a test says so.
@SuppressWarnings("exports") // of tests alone
public final class FakeSlots implements Slots {
  private SystemImage running;
  private Optional<SystemImage> other = Optional.empty();
  private boolean next;
  private long room = 512;
  private Optional<RuntimeException> failure = Optional.empty();

  FakeSlots(SystemImage running) {
    this.running = running;
  }

  /// With a system that ran before.
  public FakeSlots(SystemImage running, SystemImage before) {
    this.running = running;
    this.other = Optional.of(before);
  }

  /// From now on nothing can be done with them.
  void fail(RuntimeException why) {
    failure = Optional.of(why);
  }

  /// From now on everything can.
  void mend() {
    failure = Optional.empty();
  }

  /// From now on a system has so many bytes at most.
  void room(long bytes) {
    room = bytes;
  }

  void loseOther() {
    other = Optional.empty();
    next = false;
  }

  /// The machine starts anew.
  void reboot() {
    if (next) {
      SystemImage before = running;
      running = other.orElseThrow();
      other = Optional.of(before);
      next = false;
    }
  }

  /// The machine starts anew; the other system does not come up, and this one is started again.
  void rebootInVain() {
    next = false;
  }

  @Override
  public SystemImage running() {
    return running;
  }

  @Override
  public Optional<SystemImage> other() {
    return other;
  }

  @Override
  public boolean startsOther() {
    return next;
  }

  @Override
  public UpdatePlan plan(Release release, UpdatePolicy policy) {
    demandWell();
    return plan();
  }

  private UpdatePlan plan() {
    UpdatePlan.Download usr =
        new UpdatePlan.Download("usr", "plain/x86_64/file", false, 100, List.of());
    return new UpdatePlan(
        List.of(usr), List.of(new UpdatePlan.Room("the other slot", 400, room)), List.of());
  }

  @Override
  public void stage(Release release, UpdatePolicy policy, Runnable begun) {
    plan()
        .refusal()
        .ifPresent(why -> {
          throw new FailedUpdateException("could not install " + release.version() + ": " + why);
        });
    begun.run();
    loseOther();
    demandWell();
    other = Optional.of(SystemImage.of(release));
  }

  @Override
  public void activate() {
    demandWell();
    next = true;
  }

  @Override
  public void deactivate() {
    demandWell();
    next = false;
  }

  private void demandWell() {
    failure.ifPresent(why -> {
      throw why;
    });
  }
}
