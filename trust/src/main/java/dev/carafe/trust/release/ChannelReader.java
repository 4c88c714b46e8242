package dev.carafe.trust.release;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.ProblemsException;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the document that lists a channel's releases. It is signed, but who signs makes mistakes
/// too: all of them are told at once. Members that nobody knows are a later format's, and left out.
///
/// The format is written down in `docs/formats/release.md`.
public final class ChannelReader {
  static final long FORMAT = 1;

  /// In bytes: some thousands of releases with their deltas.
  public static final int LARGEST = 8 << 20;

  private static final int MOST_VALUES = 400_000;

  private final Mistakes mistakes;

  private ChannelReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /// Reads a document.
  ///
  /// @param source what problems call it
  /// @throws ProblemsException with all that is wrong, each with a JSON pointer to it
  public static Channel read(String source, byte[] document) {
    Mistakes mistakes = new Mistakes(source);
    Json json = json(source, document);
    Optional<Channel> channel = Optional.empty();
    if (json instanceof Json.Struct struct) {
      channel = new ChannelReader(mistakes).channel(new Members("", struct, mistakes));
    } else {
      mistakes.add("", " is no object", "write {...}");
    }
    mistakes.demandNone();
    return channel.orElseThrow();
  }

  private static Json json(String source, byte[] document) {
    if (document.length > LARGEST) {
      throw broken(
          new Position(source, 1, 1),
          "the document has " + document.length + " bytes",
          "write at most " + LARGEST);
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
      return JsonReader.read(text, MOST_VALUES);
    } catch (CharacterCodingException _) {
      throw broken(new Position(source, 1, 1), "the document is not UTF-8", "write it so");
    } catch (JsonSyntaxException e) {
      throw broken(
          new Position(source, e.line(), e.column()), String.valueOf(e.getMessage()), "write JSON");
    }
  }

  private static ProblemsException broken(Position position, String found, String instead) {
    return new ProblemsException(List.of(new Problem(position, found, instead)));
  }

  private Optional<Channel> channel(Members members) {
    Optional<Long> format = members.number("format", Long.MAX_VALUE);
    if (format.filter(number -> number != FORMAT).isPresent()) {
      members.wrong("format", " is " + format.get(), "write " + FORMAT + ", the one known here");
      return Optional.empty();
    }
    Optional<String> name = word(members, "channel", "stable");
    List<Release> releases = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    for (Members each : members.objects("releases")) {
      Optional<Release> release = new ReleaseReader(mistakes).release(each);
      if (release.isPresent() && isFirst(release.get(), each, places)) {
        releases.add(release.get());
      }
    }
    return mistakes.count() == 0
        ? Optional.of(new Channel(name.orElseThrow(), releases))
        : Optional.empty();
  }

  /// @param places where a version of a variant and an architecture was seen
  private boolean isFirst(Release release, Members members, Map<String, String> places) {
    Version version = release.version();
    String plain = new Version(version.core(), version.preRelease(), "").toString();
    String identity = String.join(" ", release.variant(), release.architecture(), plain);
    String earlier = places.putIfAbsent(identity, members.pointer());
    if (earlier != null) {
      members.wrong(
          "version",
          " is " + version + ", and so is the one of " + earlier,
          "give one of them another; builds do not count");
    }
    return earlier == null;
  }

  static Optional<String> word(Members members, String name, String example) {
    return members.value(
        name,
        Names::wordFault,
        word -> word,
        "write small letters, digits, '-' and '_', like \"" + example + "\"");
  }
}
