package dev.carafe.trust.tuf.attack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.trust.tuf.EndlessDataException;
import dev.carafe.trust.tuf.Source;
import dev.carafe.trust.tuf.TestRepository;
import dev.carafe.trust.tuf.Victim;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A file goes on for ever, until the client's disk or memory is full.
class EndlessDataTest {
  @TempDir private Path folder;

  private final TestRepository repository = new TestRepository();

  /// Zeros without end.
  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return 0;
    }
  }

  private Victim before(String endless) throws IOException {
    Source between =
        path ->
            path.equals(endless)
                ? new SequenceInputStream(repository.open(path), new Endless())
                : repository.open(path);
    return Victim.of(repository, between, folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"})
  void metadataThatDoesNotEndIsRefused(String name) throws IOException {
    if (name.equals("2.root.json")) {
      repository.publishNextRoot(repository.keys("root"));
    }
    Victim victim = before(name);
    assertThatThrownBy(victim::refreshed)
        .isInstanceOf(EndlessDataException.class)
        .hasMessageContaining("has more than");
  }

  @Test
  void aTargetThatDoesNotEndIsRefused() throws IOException {
    Victim victim = before(repository.place("a"));
    assertThatThrownBy(() -> victim.download("a"))
        .isInstanceOf(EndlessDataException.class)
        .hasMessage("a has more than the 5 bytes that it should");
  }
}
