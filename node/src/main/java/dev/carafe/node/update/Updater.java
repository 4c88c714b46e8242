package dev.carafe.node.update;

import dev.carafe.disk.verity.RootHash;
import dev.carafe.node.NodeException;
import dev.carafe.node.host.Journal;
import dev.carafe.node.update.Decision.Situation;
import dev.carafe.node.update.NextStep.Standing;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.release.Channel;
import dev.carafe.trust.release.Release;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Brings the node from one system to the next, one command at a time. Safe for all threads.
public final class Updater implements Updates {
  private final Repository repository;
  private final Slots slots;
  private final KeptRecord kept;
  private final Supplier<UpdatePolicy> policy;
  private final InstantSource clock;
  private final Worker worker;
  private final Journal journal;

  private Optional<Offer> offer = Optional.empty();

  /// @param channel what was offered
  /// @param time when
  private record Offer(Channel channel, Instant time) {}

  private Updater(
      Repository repository,
      Slots slots,
      KeptRecord kept,
      Supplier<UpdatePolicy> policy,
      InstantSource clock,
      Worker worker,
      Journal journal) {
    this.repository = repository;
    this.slots = slots;
    this.kept = kept;
    this.policy = policy;
    this.clock = clock;
    this.worker = worker;
    this.journal = journal;
  }

  /// Goes on where an earlier agent has left off.
  ///
  /// @param policy what the settings want now
  /// @param executor runs a command elsewhere
  public static Updater open(
      Repository repository,
      Slots slots,
      UpdateStore store,
      Supplier<UpdatePolicy> policy,
      InstantSource clock,
      Executor executor,
      Journal journal) {
    KeptRecord kept = KeptRecord.open(store, slots, journal);
    return new Updater(repository, slots, kept, policy, clock, new Worker(executor), journal);
  }

  @Override
  public synchronized void refresh() {
    UpdatePolicy wanted = demandSource();
    begin(
        UpdateCommand.REFRESH,
        () -> take(repository.refresh(wanted, slots.running())),
        before -> before.with(before.state().refreshed(chosen().map(Candidate::image))),
        (before, _) -> before);
  }

  private synchronized void take(Channel channel) {
    offer = Optional.of(new Offer(channel, clock.instant()));
  }

  /// What was staged before is there until it is written over.
  @Override
  public synchronized void prepare() {
    UpdatePolicy wanted = demandSource();
    Release release =
        switch (current().state()) {
          case UpdateState.Available _, UpdateState.Staged _ -> demandChosen(wanted);
          case UpdateState.Idle _, UpdateState.Ready _ ->
              throw new WrongStateException(UpdateCommand.PREPARE, current().state());
        };
    UpdateState.Available writing = new UpdateState.Available(SystemImage.of(release));
    Attempt attempt = attempt(writing.chosen(), false);
    begin(
        UpdateCommand.PREPARE,
        () -> slots.stage(release, wanted, () -> become(writing)),
        before -> before.with(attempt.become(Outcome.STAGED, now())).with(writing.prepared()),
        (before, why) -> before.with(attempt.become(Outcome.FAILED, now()).because(why)));
  }

  private synchronized void become(UpdateState state) {
    keep(current().with(state));
  }

  @Override
  public synchronized void activate() {
    worker.demandFree();
    switch (current().state()) {
      case UpdateState.Staged staged -> {
        demandNotHeld();
        begin(
            UpdateCommand.ACTIVATE,
            slots::activate,
            before ->
                before.become(staged.staged(), Outcome.ACTIVATED, now()).with(staged.activated()),
            (before, _) -> before);
      }
      case UpdateState.Idle _, UpdateState.Available _, UpdateState.Ready _ ->
          throw new WrongStateException(UpdateCommand.ACTIVATE, current().state());
    }
  }

  @Override
  public synchronized void deactivate() {
    worker.demandFree();
    switch (current().state()) {
      case UpdateState.Ready ready ->
          begin(
              UpdateCommand.DEACTIVATE,
              slots::deactivate,
              before ->
                  before.become(ready.staged(), Outcome.STAGED, now()).with(ready.deactivated()),
              (before, _) -> before);
      case UpdateState.Idle _, UpdateState.Available _, UpdateState.Staged _ ->
          throw new WrongStateException(UpdateCommand.DEACTIVATE, current().state());
    }
  }

  @Override
  public synchronized void rollback() {
    worker.demandFree();
    if (current().state().other().isPresent()) {
      throw new WrongStateException(UpdateCommand.ROLLBACK, current().state());
    }
    SystemImage earlier =
        slots
            .other()
            .orElseThrow(() -> new NoUpdateException("the disk has no other system to go back to"));
    Attempt retreat = attempt(earlier, true);
    begin(
        UpdateCommand.ROLLBACK,
        slots::activate,
        before ->
            before
                .with(retreat.become(Outcome.ACTIVATED, now()).because("somebody asked for it"))
                .with(new UpdateState.Ready(earlier, before.state().choice())),
        (before, _) -> before);
  }

  /// Notes that the system that runs does so well.
  ///
  /// @param evidence what shows it
  public synchronized void blessed(String evidence) {
    UpdateHistory history =
        current()
            .history()
            .conclude(
                slots.running().rootHash(),
                attempt -> attempt.become(Outcome.BLESSED, now()).shownBy(evidence));
    keep(current().with(history));
  }

  /// Notes that the machine has tried a system, and gone back.
  ///
  /// @param reason for people
  /// @param evidence what shows it
  public synchronized void wentBack(RootHash tried, String reason, String evidence) {
    UpdateHistory history =
        current()
            .history()
            .conclude(
                tried,
                attempt ->
                    attempt.become(Outcome.ROLLED_BACK, now()).because(reason).shownBy(evidence));
    boolean there = current().state().other().filter(it -> it.rootHash().equals(tried)).isPresent();
    keep(current().with(history).with(there ? new UpdateState.Idle() : current().state()));
  }

  @Override
  public synchronized Json.Struct status() {
    worker.demandFree();
    CommandResult last =
        current().last().orElseThrow(() -> NoUpdateException.beforeRefresh(policy.get()));
    return StatusDocument.of(
        current().state(),
        slots.running(),
        decision().map(Decision::available).orElse(List.of()),
        last);
  }

  @Override
  public synchronized Json.Struct plan() {
    Decision made = decision().orElseThrow(() -> NoUpdateException.beforeRefresh(policy.get()));
    Optional<Json.Struct> installation =
        made.choice().ahead().map(candidate -> installation(candidate.release()));
    return PlanDocument.of(slots.running(), made, standing(), installation);
  }

  private Json.Struct installation(Release release) {
    try {
      return slots.plan(release, policy.get()).json();
    } catch (NodeException e) {
      return UpdatePlan.impossible(String.valueOf(e.getMessage())).json();
    }
  }

  @Override
  public synchronized UpdateHistory history() {
    return current().history();
  }

  /// What is to be done now without being asked.
  synchronized NextStep nextStep() {
    return worker
        .atWork()
        .<NextStep>map(command -> new NextStep.Nothing("the command " + command + " is at work"))
        .orElseGet(() -> NextStep.of(standing()));
  }

  private Standing standing() {
    return new Standing(
        policy.get(),
        current().state(),
        current().last(),
        offer.map(Offer::time),
        decision(),
        now());
  }

  /// What is offered, as it looks by the settings and the time of now.
  private Optional<Decision> decision() {
    return offer.map(made ->
        Decision.of(
            made.channel(),
            new Situation(slots.running(), policy.get(), current().history(), now())));
  }

  private Optional<Candidate> chosen() {
    return decision().flatMap(made -> made.choice().chosen());
  }

  private Release demandChosen(UpdatePolicy wanted) {
    Decision made = decision().orElseThrow(() -> NoUpdateException.beforeRefresh(wanted));
    return made.choice()
        .chosen()
        .map(Candidate::release)
        .orElseThrow(() -> new NoUpdateException(made.choice().text()));
  }

  private UpdatePolicy demandSource() {
    worker.demandFree();
    UpdatePolicy wanted = policy.get();
    wanted
        .lacking()
        .ifPresent(why -> {
          throw new NoUpdateException(why);
        });
    return wanted;
  }

  private void demandNotHeld() {
    if (policy.get().hold()) {
      throw new NoUpdateException(new Obstacle.Held().text());
    }
  }

  private Attempt attempt(SystemImage to, boolean retreat) {
    return Attempt.begun(now(), slots.running(), to, retreat);
  }

  private Instant now() {
    return clock.instant();
  }

  private void begin(
      UpdateCommand command,
      Runnable effect,
      UnaryOperator<UpdateRecord> success,
      BiFunction<UpdateRecord, String, UpdateRecord> failure) {
    worker.begin(command, effect, why -> end(command, success, failure, why));
  }

  private synchronized void end(
      UpdateCommand command,
      UnaryOperator<UpdateRecord> success,
      BiFunction<UpdateRecord, String, UpdateRecord> failure,
      Optional<String> why) {
    UpdateRecord after =
        why.map(text -> failure.apply(current(), text)).orElseGet(() -> success.apply(current()));
    keep(after.with(new CommandResult(command, current().timeAfterLast(now()), why)));
    journal.info(
        "updates: %s %s, the state is %s"
            .formatted(
                command, why.map(text -> "failed: " + text).orElse("done"), after.state().word()));
  }

  private UpdateRecord current() {
    return kept.get();
  }

  private void keep(UpdateRecord next) {
    kept.set(next);
  }
}
