package dev.carafe.node.support;

import dev.carafe.node.NodeException;
import dev.carafe.settings.json.JsonWriter;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Everything that somebody who helps from afar would ask for, in one archive: `.tar.gz`.
///
/// A part that cannot be made is no reason to have none of the others: the last file, `errors.txt`,
/// says what is missing and why. One part at a time is in memory.
public final class SupportBundle {
  private static final int LONGEST = 2 << 20;

  private final SettingsTree settings;
  private final Schema schema;
  private final List<Part> parts = new ArrayList<>();

  /// A file of the archive.
  ///
  /// @param name below the archive's folder
  private record Part(String name, Content content) {}

  /// Makes a part.
  @FunctionalInterface
  public interface Content {
    String make() throws IOException, InterruptedException;
  }

  /// Made with the settings that hold; what of them is sensitive is nowhere in the archive.
  public SupportBundle(SettingsTree settings, Schema schema) {
    this.settings = settings;
    this.schema = schema;
  }

  /// Adds a file, of which not more than the first 2 Mi characters are taken.
  public SupportBundle with(String name, Content content) {
    parts.add(new Part(name, content));
    return this;
  }

  /// Makes all of it.
  ///
  /// @param folder that it is in, by name
  public void writeTo(OutputStream out, String folder, Instant now) throws IOException {
    Secrets secrets = Secrets.of(settings, schema);
    List<Part> all = new ArrayList<>(parts);
    all.addFirst(new Part("settings.json", () -> JsonWriter.indented(secrets.settings().json())));
    GZIPOutputStream packed = new GZIPOutputStream(out, 8 << 10);
    TarWriter tar = new TarWriter(packed, now);
    StringBuilder errors = new StringBuilder();
    for (Part part : all) {
      String text = text(part, errors);
      if (!text.isEmpty()) {
        tar.add(folder + "/" + part.name(), bytes(secrets.removedFrom(text)));
      }
    }
    tar.add(folder + "/errors.txt", bytes(secrets.removedFrom(errors.toString())));
    tar.end();
    packed.finish();
  }

  /// Empty where there is nothing to say, or it cannot be said.
  private static String text(Part part, StringBuilder errors) throws IOException {
    try {
      String text = part.content().make();
      return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    } catch (IOException | UncheckedIOException | NodeException e) {
      errors.append(part.name()).append(": ").append(e.getMessage()).append('\n');
      return "";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("the agent stops");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
