package dev.carafe.node.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.http.Peer;
import dev.carafe.node.http.Query;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreloadedImagesTest {
  private static final String DIGEST = "sha256:" + "0a".repeat(32);
  private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

  @TempDir private Path folder;

  @BeforeEach
  void layOutAnImage() throws IOException {
    Path layout = Files.createDirectories(folder.resolve("images/tools/pause"));
    Files.createDirectories(layout.resolve("blobs/sha256"));
    Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    Files.writeString(layout.resolve("blobs/sha256").resolve("0a".repeat(32)), "a manifest");
    Files.writeString(
        layout.resolve("index.json"),
        """
        {"schemaVersion": 2, "manifests": [
          {"mediaType": "%s", "digest": "%s", "size": 10,
           "annotations": {"org.opencontainers.image.ref.name": "1"}}]}
        """
            .formatted(MANIFEST_TYPE, DIGEST));
    Files.writeString(folder.resolve("secret"), "secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"})
  void servesAManifestByTagAndByDigest(String reference) {
    Response response = get("/v2/tools/pause/manifests/" + reference);
    assertThat(response.status()).isEqualTo(Status.OK);
    assertThat(response.contentType()).isEqualTo(MANIFEST_TYPE);
    assertThat(response.headers()).containsEntry("Docker-Content-Digest", DIGEST);
    assertThat(response.body().length()).hasValue(10);
  }

  @Test
  void servesABlob() {
    assertThat(get("/v2/tools/pause/blobs/" + DIGEST).body().length()).hasValue(10);
  }

  @Test
  void saysThatItIsARegistry() {
    assertThat(get("/v2/").status()).isEqualTo(Status.OK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v2/tools/pause/manifests/2",
        "/v2/tools/other/manifests/1",
        "/v2/../secret",
        "/v2/../images/tools/pause/manifests/1",
        "/v2/tools/../tools/pause/manifests/1",
        "/v2//tools/pause/manifests/1",
        "/v2/tools/pause/blobs/sha256:../../../../../secret",
        "/v2/tools/pause/blobs/../../oci-layout",
        "/v2/tools/pause/blobs/sha256:0A0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",
      })
  void hasNothingElse(String path) {
    assertThat(get(path).status()).isEqualTo(Status.NOT_FOUND);
  }

  @Test
  void cannotBeWrittenTo() {
    assertThat(images().answer(request("PUT", "/v2/tools/pause/manifests/1")).status())
        .isEqualTo(Status.METHOD_NOT_ALLOWED);
  }

  private Response get(String path) {
    return images().answer(request("GET", path));
  }

  private static Request request(String method, String path) {
    return new Request(
        method, path, Query.parse(""), Map.of(), ByteBuffer.allocate(0), new Peer.Local());
  }

  private PreloadedImages images() {
    return new PreloadedImages(folder.resolve("images"));
  }
}
