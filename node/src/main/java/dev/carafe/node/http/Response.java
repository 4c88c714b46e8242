package dev.carafe.node.http;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer. Its length is known before it is sent.
///
/// @param headers further ones; type and length come from the body
public record Response(Status status, String contentType, Map<String, String> headers, Body body) {

  /// What an answer carries.
  public sealed interface Body {
    long length();
  }

  record Bytes(ByteBuffer bytes) implements Body {
    @Override
    public long length() {
      return bytes.remaining();
    }
  }

  record File(Path path, long length) implements Body {}

  public Response {
    headers = new LinkedHashMap<>(headers);
  }

  public static Response text(Status status, String text) {
    return bytes(
        status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  public static Response json(Json json) {
    return json(Status.OK, json);
  }

  public static Response json(Status status, Json json) {
    return bytes(
        status, "application/json", JsonWriter.write(json).getBytes(StandardCharsets.UTF_8));
  }

  /// A file, streamed.
  public static Response file(Path path, String contentType) {
    try {
      return new Response(Status.OK, contentType, Map.of(), new File(path, Files.size(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Response notFound(String path) {
    return text(Status.NOT_FOUND, "there is nothing at " + path);
  }

  /// The same with one more header.
  public Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, contentType, more, body);
  }

  private static Response bytes(Status status, String contentType, byte[] bytes) {
    return new Response(status, contentType, Map.of(), new Bytes(ByteBuffer.wrap(bytes)));
  }
}
