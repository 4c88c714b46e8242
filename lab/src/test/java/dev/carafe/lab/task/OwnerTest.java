package dev.carafe.lab.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OwnerTest {
  private static final String PASSWD =
      "root:x:0:0:root:/root:/bin/sh\nweb:x:101:102:Web:/srv/web:/bin/false\nbroken\n";
  private static final String GROUP = "root:x:0:\nweb:x:102:\nlogs:x:4:web\n";

  private static Owner owner(String text) {
    return Owner.of(text, PASSWD, GROUP);
  }

  @Test
  void namesAreLookedForInTheImage() {
    assertThat(owner("web")).isEqualTo(new Owner(101, 102, "/srv/web"));
    assertThat(owner("web:logs")).isEqualTo(new Owner(101, 4, "/srv/web"));
    assertThat(owner("root")).isEqualTo(Owner.ROOT);
  }

  @Test
  void numbersNeedNoName() {
    assertThat(owner("101")).isEqualTo(new Owner(101, 102, "/srv/web"));
    assertThat(owner("1000")).isEqualTo(new Owner(1000, 0, "/"));
    assertThat(owner("1000:1001")).isEqualTo(new Owner(1000, 1001, "/"));
    assertThat(Owner.of("7:8", "", "")).isEqualTo(new Owner(7, 8, "/"));
  }

  @Test
  void nobodySaidIsRoot() {
    assertThat(owner("")).isEqualTo(Owner.ROOT);
  }

  @Test
  void aNameThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> owner("web:nobody"))
        .isInstanceOf(Owner.UnknownOwnerException.class)
        .hasMessage(
            "could not run the task as 'web:nobody': its image has no 'nobody' in /etc/passwd or"
                + " /etc/group");
    assertThatThrownBy(() -> owner("-1")).isInstanceOf(Owner.UnknownOwnerException.class);
  }
}
