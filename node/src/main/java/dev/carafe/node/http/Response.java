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
import java.util.OptionalLong;

/// An answer.
///
/// @param contentType empty where there is no body
/// @param headers further ones; type and length come from the body
public record Response(Status status, String contentType, Map<String, String> headers, Body body) {

  /// What an answer carries.
  public sealed interface Body {

    /// Empty where it is not known before the end.
    OptionalLong length();
  }

  record Nothing() implements Body {
    @Override
    public OptionalLong length() {
      return OptionalLong.of(0);
    }
  }

  record Bytes(ByteBuffer bytes) implements Body {
    @Override
    public OptionalLong length() {
      return OptionalLong.of(bytes.remaining());
    }
  }

  record File(Path path, long size) implements Body {
    @Override
    public OptionalLong length() {
      return OptionalLong.of(size);
    }
  }

  record Events(EventSource source) implements Body {
    @Override
    public OptionalLong length() {
      return OptionalLong.empty();
    }
  }

  record Lines(LineStream.Source source) implements Body {
    @Override
    public OptionalLong length() {
      return OptionalLong.empty();
    }
  }

  record Written(Writing writing) implements Body {
    @Override
    public OptionalLong length() {
      return OptionalLong.empty();
    }
  }

  record Upgraded(Upgrade upgrade) implements Body {
    @Override
    public OptionalLong length() {
      return OptionalLong.empty();
    }
  }

  public Response {
    headers = new LinkedHashMap<>(headers);
    headers.values().forEach(Response::requireLine);
  }

  /// Whoever could put a line end here could put a whole second answer there.
  private static void requireLine(String value) {
    if (HeaderLines.hasControl(value)) {
      throw new IllegalArgumentException("a header's value has a control character");
    }
  }

  /// No body, as `204 No Content` must have none.
  public static Response empty(Status status) {
    return new Response(status, "", Map.of(), new Nothing());
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

  /// Server-sent events, until the client goes.
  public static Response events(EventSource source) {
    return new Response(
        Status.OK, "text/event-stream", Map.of("Cache-Control", "no-store"), new Events(source));
  }

  /// Lines as they come, until there are no more or the client goes.
  public static Response lines(String contentType, LineStream.Source source) {
    return new Response(
        Status.OK, contentType, Map.of("Cache-Control", "no-store"), new Lines(source));
  }

  /// A body that is made while it is sent.
  public static Response written(String contentType, Writing writing) {
    return new Response(
        Status.OK, contentType, Map.of("Cache-Control", "no-store"), new Written(writing));
  }

  /// Another protocol from here on, until either side ends it.
  ///
  /// @param protocol as the client named it in its header `Upgrade`
  public static Response upgrade(String protocol, Upgrade upgrade) {
    return new Response(
        Status.SWITCHING_PROTOCOLS, "", Map.of("Upgrade", protocol), new Upgraded(upgrade));
  }

  public static Response notFound(String path) {
    return text(Status.NOT_FOUND, "there is nothing at " + path);
  }

  /// The body as text, where it is whole and in memory.
  public String wholeText() {
    return body instanceof Bytes(ByteBuffer bytes)
        ? StandardCharsets.UTF_8.decode(bytes.duplicate()).toString()
        : "";
  }

  /// The same with one more header.
  public Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, contentType, more, body);
  }

  /// A whole body of any type.
  public static Response bytes(Status status, String contentType, byte[] bytes) {
    return new Response(status, contentType, Map.of(), new Bytes(ByteBuffer.wrap(bytes)));
  }
}
