package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.ServedNode;
import dev.carafe.node.status.ContainerStatus;
import dev.carafe.node.status.PodStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The bundle for support, as a client gets it.
@Timeout(60)
class SupportTest {
  /// In every sensitive value, and nowhere else.
  private static final String MARK = "hush-7f3a";

  @TempDir private Path root;

  @Test
  void itHasEverythingAndNoSecret() throws IOException {
    try (ServedNode node = ServedNode.make(root)) {
      String file =
          Base64.getEncoder().encodeToString((MARK + " key").getBytes(StandardCharsets.UTF_8));
      new SocketClient(node.socket())
          .commit(
              """
              {'motd':'seen by all',
               'secrets':{'vault':{'password':'hush-7f3a-1','lines':'hush-7f3a-2\\nand hush-7f3a-3 \\'more'}},
               'aws':{'credentials':'%s'},
               'container-registry':{'credentials':[
                 {'registry':'registry.example.com','username':'hush-7f3a-u','password':'hush-7f3a-4'},
                 {'registry':'other.example.com','auth':'%s'},
                 {'registry':'third.example.com','identitytoken':'hush-7f3a-5'}]}}
              """
                  .formatted(file, file)
                  .replace("\\'", "\\\""));
      node.board()
          .update(status ->
              status.with(
                  new PodStatus(
                      "web",
                      Optional.empty(),
                      List.of(
                          new ContainerStatus("page", "i", 0, new ContainerStatus.Running(true))),
                      Optional.of("could not log in with hush-7f3a-4"))));
      Path log = root.resolve("var/log/pods/web/page/0.log");
      Files.createDirectories(log.resolveSibling(""));
      Files.writeString(
          log,
          "2026-11-29T06:00:00Z stdout F password is hush-7f3a-1, and hush-7f3a-3 \"more\n"
              + "2026-11-29T06:00:00Z stdout F files "
              + file
              + " of registry.example.com\n");
      Map<String, String> bundle = unpacked(ask(node));
      assertThat(bundle.keySet())
          .contains(
              "settings.json",
              "os.json",
              "health.json",
              "metrics.txt",
              "problems.json",
              "disks.json",
              "kernel/cmdline.txt",
              "kernel/meminfo.txt",
              "kernel/mounts.txt",
              "pods/web/page.txt",
              "reports/cis.txt",
              "errors.txt");
      assertThat(bundle.get("settings.json")).contains("seen by all").contains("[removed]");
      assertThat(bundle.get("pods/web/page.txt"))
          .contains("password is [removed], [removed]\n")
          .contains("files [removed] of registry.example.com");
      assertThat(bundle.get("health.json")).contains("could not log in with [removed]");
      bundle.forEach(
          (name, text) -> assertThat(text).as(name).doesNotContain(MARK).doesNotContain(file));
    }
  }

  @Test
  void credentialsInTheCommandLineAreLeftOut() {
    assertThat(
            SupportEndpoints.withoutCredentials(
                "quiet systemd.set_credential=a:b systemd.set_credential_binary=c:d= usrhash=1"))
        .isEqualTo(
            "quiet systemd.set_credential=[removed] systemd.set_credential_binary=[removed]"
                + " usrhash=1 \n");
  }

  private static byte[] ask(ServedNode node) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(node.socket()))) {
      Channels.newOutputStream(channel)
          .write("GET /v1/support HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = Channels.newInputStream(channel);
      assertThat(SocketClient.line(in)).isEqualTo("HTTP/1.1 200 OK");
      String head = "";
      for (String line = SocketClient.line(in); !line.isEmpty(); line = SocketClient.line(in)) {
        head += line + "\n";
      }
      assertThat(head).contains("Content-Type: application/gzip\n");
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int size = chunk(in); size > 0; size = chunk(in)) {
        body.write(in.readNBytes(size));
        SocketClient.line(in);
      }
      return body.toByteArray();
    }
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(SocketClient.line(in), 16);
  }

  /// The files by their names without the folder.
  private static Map<String, String> unpacked(byte[] bundle) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bundle))) {
      for (byte[] header = in.readNBytes(512); header[0] != 0; header = in.readNBytes(512)) {
        String name = new String(header, 0, 100, StandardCharsets.US_ASCII).replace("\0", "");
        int size = Integer.parseInt(new String(header, 124, 11, StandardCharsets.US_ASCII), 8);
        files.put(
            name.substring(name.indexOf('/') + 1),
            new String(in.readNBytes(size), StandardCharsets.UTF_8));
        in.readNBytes((512 - size % 512) % 512);
      }
    }
    return files;
  }
}
