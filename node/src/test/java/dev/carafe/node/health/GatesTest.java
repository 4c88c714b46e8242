package dev.carafe.node.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.boot.Boot;
import dev.carafe.node.boot.BootEntry;
import dev.carafe.node.boot.TryCount;
import dev.carafe.node.status.FailedGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatesTest {
  private static final Gate WEB = gate("web");
  private static final Gate TIME = gate("time");
  private static final BootEntry TRIED =
      new BootEntry("b+2-1.efi", "b", Optional.of(new TryCount(2, 1)));
  private static final BootEntry OLD = new BootEntry("a.efi", "a", Optional.empty());
  private static final BootEntry BAD =
      new BootEntry("a+0-3.efi", "a", Optional.of(new TryCount(0, 3)));

  private static Gate gate(String name) {
    return new Gate(
        name,
        new Check.PodReady(name),
        Duration.ofSeconds(100),
        Duration.ofSeconds(30),
        Duration.ofSeconds(5));
  }

  private static Duration at(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static Gates of(Gate... gates) {
    return Gates.none().want(List.of(gates), Duration.ZERO, at(10));
  }

  private static Gates looked(Gates gates, Gate gate, Optional<String> fault, long now) {
    Progress before = Optional.ofNullable(gates.all().get(gate.name())).orElseThrow();
    return gates.with(before.after(fault, at(now)));
  }

  private static Gates passed(Gates gates, Gate gate) {
    return looked(looked(gates, gate, Optional.empty(), 10), gate, Optional.empty(), 40);
  }

  private static Gates failed(Gates gates, Gate gate) {
    return looked(gates, gate, Optional.of("why"), 100);
  }

  @Test
  void whatIsWantedAsBeforeIsAsFarAsBefore() {
    Gates gates = passed(of(WEB, TIME), WEB);
    Gate slower = new Gate("time", TIME.check(), at(200), TIME.settle(), TIME.interval());
    Gates then = gates.want(List.of(WEB, slower, gate("new")), at(50), at(50));
    assertThat(then.all().keySet()).containsExactly("web", "time", "new");
    assertThat(then.all().get("web")).isEqualTo(gates.all().get("web"));
    assertThat(then.all().get("time"))
        .isEqualTo(new Progress(slower, at(50), at(50), GateState.first()));
    assertThat(then.want(List.of(WEB), at(60), at(60)).all().keySet()).containsExactly("web");
  }

  @Test
  void aLookIsDueAfterTheIntervalAndAfterAMinuteWhereAllIsLost() {
    assertThat(of(WEB).due(at(9), false)).isEmpty();
    assertThat(of(WEB).due(at(10), false)).hasSize(1);
    assertThat(looked(of(WEB), WEB, Optional.of("why"), 10).nextLook(false)).contains(at(15));
    assertThat(failed(of(WEB), WEB).nextLook(false)).contains(at(160));
  }

  @Test
  void whatHasPassedIsLookedAtUntilTheBootIsGood() {
    Gates gates = passed(of(WEB, TIME), WEB);
    assertThat(gates.due(at(50), false)).hasSize(2);
    assertThat(gates.due(at(50), true)).extracting(Progress::gate).containsExactly(TIME);
    assertThat(passed(gates, TIME).nextLook(true)).isEmpty();
    assertThat(passed(gates, TIME).nextLook(false)).contains(at(45));
  }

  @Test
  void allHaveToPassAndThereMustBeSome() {
    assertThat(Gates.none().havePassed()).isFalse();
    assertThat(passed(of(WEB, TIME), WEB).havePassed()).isFalse();
    assertThat(passed(passed(of(WEB, TIME), WEB), TIME).havePassed()).isTrue();
  }

  @Test
  void aBootIsDecidedByItsGatesAndByWhatElseThereIs() {
    Boot old = new Boot(Optional.of(OLD), false, List.of(TRIED));
    Boot trial = new Boot(Optional.of(TRIED), true, List.of(OLD));
    Boot lonely = new Boot(Optional.of(TRIED), true, List.of());
    Boot lost = new Boot(Optional.of(TRIED), true, List.of(BAD));
    Gates waiting = passed(of(WEB, TIME), WEB);
    Gates good = passed(waiting, TIME);
    Gates bad = failed(waiting, TIME);
    List<FailedGate> why = List.of(new FailedGate("time", "why", List.of()));
    for (Boot boot : List.of(old, trial, lonely, lost, Boot.unknown())) {
      assertThat(Decision.of(Gates.none(), boot)).isEqualTo(new Decision.Wait());
      assertThat(Decision.of(waiting, boot)).isEqualTo(new Decision.Wait());
      assertThat(Decision.of(good, boot)).isEqualTo(new Decision.Bless());
    }
    assertThat(Decision.of(bad, trial)).isEqualTo(new Decision.GiveUp(why));
    for (Boot boot : List.of(old, lonely, lost, Boot.unknown())) {
      assertThat(Decision.of(bad, boot)).isEqualTo(new Decision.Stay(why));
    }
  }
}
