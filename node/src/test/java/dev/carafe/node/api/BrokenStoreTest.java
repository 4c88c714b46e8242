package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import dev.carafe.node.api.SocketClient.Answer;
import dev.carafe.settings.generation.Directory;
import dev.carafe.settings.generation.FileDirectory;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A data partition that is full, and files on it that are damaged.
@Timeout(60)
class BrokenStoreTest {
  @TempDir private Path root;

  /// A disk that keeps half of what is written when it is full.
  private static final class FullDisk implements Directory {
    private final Directory disk;
    private volatile boolean full;

    FullDisk(Directory disk) {
      this.disk = disk;
    }

    @Override
    public List<String> names() throws IOException {
      return disk.names();
    }

    @Override
    public byte[] read(String name) throws IOException {
      return disk.read(name);
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
      if (full) {
        disk.write(name, Arrays.copyOf(content, content.length / 2));
        throw new IOException("No space left on device");
      }
      disk.write(name, content);
    }

    @Override
    public void rename(String from, String to) throws IOException {
      disk.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
      disk.delete(name);
    }

    @Override
    public void sync() throws IOException {
      disk.sync();
    }
  }

  @Test
  void onAFullDiskNothingIsLostAndTheNextCommitWorks() throws IOException {
    FullDisk disk = new FullDisk(FileDirectory.open(root.resolve("var/settings")));
    try (ServedNode node = ServedNode.onDisk(root, disk)) {
      SocketClient client = new SocketClient(node.socket());
      client.commit("{'motd':'before'}");
      client.patch("/settings", "{\"motd\":\"after\"}");
      disk.full = true;
      for (String target : List.of("/tx/commit", "/tx/commit_and_apply", "/v1/settings/try")) {
        Answer answer = client.post(target);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
            .isEqualTo("could not store generation 2: No space left on device\n");
        assertThat(motd(client)).isEqualTo(parsed("{'motd':'before'}"));
        assertThat(client.json("/tx")).isEqualTo(parsed("{'motd':'after'}"));
        assertThat(client.json("/v1/settings/try")).isEqualTo(parsed("{}"));
      }
      assertThat(client.post("/v1/settings/rollback?generation=0").status()).isEqualTo(500);
      assertThat(disk.names()).containsExactly("0000000001.json");
      disk.full = false;
      assertThat(client.post("/tx/commit").texts()).containsExactly("settings.motd");
      assertThat(motd(client)).isEqualTo(parsed("{'motd':'after'}"));
    }
  }

  @Test
  void withoutRoomForItsNoteATrialDoesNotBegin() throws IOException {
    FullDisk disk = new FullDisk(FileDirectory.open(root.resolve("settings")));
    try (ServedNode node = ServedNode.onDisk(root, disk)) {
      Files.writeString(root.resolve("trial"), "in the way of the note's folder");
      SocketClient client = new SocketClient(node.socket());
      client.patch("/settings", "{\"motd\":\"after\"}");
      Answer answer = client.post("/v1/settings/try");
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).startsWith("could not begin the trial: ");
      assertThat(motd(client)).isEqualTo(parsed("{}"));
      assertThat(client.json("/tx")).isEqualTo(parsed("{'motd':'after'}"));
    }
  }

  @Test
  void aDamagedFileIsPassedOverAndSaid() throws IOException {
    Path store = root.resolve("var/lib/carafe/settings");
    try (ServedNode node = ServedNode.make(root)) {
      SocketClient client = new SocketClient(node.socket());
      client.commit("{'motd':'older'}");
      client.commit("{'motd':'newer'}");
    }
    Path newest = store.resolve("0000000002.json");
    Files.writeString(newest, Files.readString(newest).replace("newer", "never"));
    try (ServedNode node = ServedNode.serve(root)) {
      SocketClient client = new SocketClient(node.socket());
      assertThat(motd(client)).isEqualTo(parsed("{'motd':'older'}"));
      assertThat(root.resolve("etc/motd")).hasContent("older");
      Json.Struct health = (Json.Struct) client.json("/v1/health");
      assertThat(health.text("status")).contains("degraded");
      assertThat(Answer.texts(health.member("problems").orElseThrow()))
          .singleElement()
          .asString()
          .startsWith(newest + ":1:1: it is damaged: ");
      assertThat(client.get("/v1/settings/generations/2").status()).isEqualTo(404);
      client.commit("{'motd':'newest'}");
      assertThat(client.get("/v1/settings/generations/3").status()).isEqualTo(200);
    }
  }

  @Test
  void beforeTheSettingsAreThereTheNodeSaysSo() throws IOException {
    try (ServedNode node = ServedNode.start(root)) {
      SocketClient client = new SocketClient(node.socket());
      assertThat(client.get("/settings").status()).isEqualTo(503);
      assertThat(client.get("/v1/metrics").status()).isEqualTo(503);
      assertThat(client.get("/os").status()).isEqualTo(200);
      assertThat(((Json.Struct) client.json("/v1/health")).text("status")).contains("starting");
    }
  }

  private static Json motd(SocketClient client) throws IOException {
    return client.json("/settings?keys=settings.motd");
  }

  private static Json parsed(String text) {
    return JsonReader.read(text.replace('\'', '"'));
  }
}
