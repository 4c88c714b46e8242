package dev.carafe.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UpdatePhaseTest {

  @Test
  void phasesComeInTheirOrder() {
    assertThat(UpdatePhase.after(Optional.empty(), false)).containsExactly(UpdatePhase.values());
    assertThat(UpdatePhase.after(Optional.of(UpdatePhase.KERNEL), false))
        .containsExactly(
            UpdatePhase.ACTIVATION, UpdatePhase.REBOOT, UpdatePhase.TRIAL, UpdatePhase.BLESSING);
  }

  @Test
  void theNewSystemIsWrittenNoMore() {
    assertThat(UpdatePhase.after(Optional.of(UpdatePhase.ACTIVATION), true))
        .containsExactly(UpdatePhase.TRIAL, UpdatePhase.BLESSING);
  }

  @Test
  void aRandomCourseGoesThroughAllPhases() {
    Map<UpdatePhase, Integer> seen = new EnumMap<>(UpdatePhase.class);
    Random random = new Random(1);
    for (int updates = 0; updates < 300; updates++) {
      Optional<UpdatePhase> last = Optional.empty();
      while (last.isEmpty() || last.get().stage() != UpdatePhase.Stage.TRIAL) {
        last = Optional.of(Course.random().next(UpdatePhase.after(last, false), random));
        seen.merge(last.get(), 1, Integer::sum);
      }
    }
    assertThat(seen).containsOnlyKeys(UpdatePhase.values());
    assertThat(seen.values()).allMatch(count -> count > 60);
  }

  @Test
  void aCourseOfSomeHasThoseAndAnEnd() {
    Course course = Course.of(UpdatePhase.SLOT, UpdatePhase.TRIAL);
    List<UpdatePhase> all = UpdatePhase.after(Optional.empty(), false);
    assertThat(course.next(all, new Random(1))).isEqualTo(UpdatePhase.SLOT);
    assertThat(course.next(UpdatePhase.after(Optional.of(UpdatePhase.SLOT), false), new Random(1)))
        .isEqualTo(UpdatePhase.TRIAL);
    assertThat(Course.of(UpdatePhase.SLOT).next(List.of(UpdatePhase.BLESSING), new Random(1)))
        .isEqualTo(UpdatePhase.BLESSING);
  }
}
