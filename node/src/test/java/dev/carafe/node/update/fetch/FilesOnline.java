package dev.carafe.node.update.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.carafe.node.web.FakeWebServer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Files on a web server of a test's, which can be made a bad one.
final class FilesOnline implements FakeWebServer.Script {
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

  private final Map<String, byte[]> files = new HashMap<>();
  private UnaryOperator<String> spoiling = answer -> answer;
  private boolean ranges = true;

  FilesOnline with(String path, byte[] content) {
    files.put("/" + path, content.clone());
    return this;
  }

  FilesOnline without(String path) {
    files.remove("/" + path);
    return this;
  }

  /// It does not know of parts from now on.
  FilesOnline withoutRanges() {
    ranges = false;
    return this;
  }

  /// What becomes of each answer from now on.
  FilesOnline spoil(UnaryOperator<String> how) {
    spoiling = how;
    return this;
  }

  /// Each answer breaks off after so many bytes of its body.
  FilesOnline breakingOffAfter(int bytes) {
    return spoil(answer -> {
      int body = answer.indexOf("\r\n\r\n") + 4;
      return answer.substring(0, Math.min(answer.length(), body + bytes));
    });
  }

  @Override
  public synchronized String answer(FakeWebServer.Seen request) {
    byte[] file = files.get(request.path().replaceFirst("\\?.*", ""));
    if (file == null) {
      return FakeWebServer.answer("404 Not Found", "no such file");
    }
    Matcher range = RANGE.matcher(request.field("Range"));
    if (!ranges || !range.matches()) {
      return spoiling.apply(FakeWebServer.answer("200 OK", text(file)));
    }
    int from = Integer.parseInt(Optional.ofNullable(range.group(1)).orElseThrow());
    int end =
        Math.min(
            file.length, Integer.parseInt(Optional.ofNullable(range.group(2)).orElseThrow()) + 1);
    if (from >= end) {
      return FakeWebServer.answer("416 Range Not Satisfiable", "");
    }
    return spoiling.apply(
        FakeWebServer.answer(
            "206 Partial Content",
            text(Arrays.copyOfRange(file, from, end)),
            "Content-Range: bytes %d-%d/%d".formatted(from, end - 1, file.length)));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
