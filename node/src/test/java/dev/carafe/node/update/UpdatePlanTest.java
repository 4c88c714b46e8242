package dev.carafe.node.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.update.UpdatePlan.Download;
import dev.carafe.node.update.UpdatePlan.Room;
import dev.carafe.settings.json.JsonReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpdatePlanTest {
  private static final Download USR =
      new Download("usr", "plain/usr", true, 100, List.of("http://mirror", "http://origin"));

  private static UpdatePlan plan(List<Room> rooms, String... obstacles) {
    return new UpdatePlan(List.of(USR), rooms, List.of(obstacles));
  }

  @Test
  void whereEverythingFitsNothingIsInTheWay() {
    assertThat(plan(List.of(new Room("the other slot", 512, 512))).refusal()).isEmpty();
  }

  @Test
  void theFirstPlaceThatIsTooSmallIsNamed() {
    List<Room> rooms =
        List.of(new Room("one", 1, 1), new Room("two", 5, 4), new Room("three", 6, 0));
    assertThat(plan(rooms).refusal()).contains("two has room for 4 bytes, and 5 are needed");
  }

  @Test
  void whatElseIsInTheWayIsSaidFirst() {
    assertThat(plan(List.of(new Room("one", 2, 1)), "it is on trial").refusal())
        .contains("it is on trial");
  }

  @Test
  void scriptsGetAllOfIt() {
    assertThat(plan(List.of(new Room("one", 2, 1))).json())
        .isEqualTo(
            JsonReader.read(
                """
                {"downloads": [
                   {"what": "usr", "target": "plain/usr", "delta": true, "bytes": 100,
                    "from": ["http://mirror", "http://origin"]}],
                 "rooms": [{"where": "one", "needed": 2, "there": 1}],
                 "refusal": "one has room for 1 bytes, and 2 are needed"}
                """));
  }
}
