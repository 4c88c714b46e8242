package dev.carafe.cli.release;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.delta.DeltaWriter;
import dev.carafe.image.delta.ImageContent;
import dev.carafe.image.delta.KnownFrames;
import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Makes payloads, each once: it is kept in the cache by what it leads from and to, so a release
/// that is tried again, or put into another channel, costs nothing.
final class PayloadMaker {
  /// Part of every name in the cache: another way to write payloads makes other ones.
  private static final String FORMAT = "1";

  private static final String FILE = "payload";

  private final Zstd zstd;
  private final ContentCache cache;
  private final Progress progress;

  PayloadMaker(Zstd zstd, ContentCache cache, Progress progress) {
    this.zstd = zstd;
    this.cache = cache;
    this.progress = progress;
  }

  /// All of a part. What has not changed since earlier ones is taken over from them.
  ///
  /// @param title what a person reads meanwhile
  PayloadFile whole(String title, List<PayloadFile> earlier, ImageContent to) {
    return made(
        "",
        to,
        file -> {
          try (KnownFrames known =
              KnownFrames.of(earlier.stream().map(PayloadFile::path).toList())) {
            writer(title).writeWhole(to, known, file);
          }
        });
  }

  /// What makes a part of an earlier system's.
  PayloadFile patch(String title, EarlierSystem from, Part part, ImageContent to)
      throws IOException {
    return made(
        from.digest(part).hex(),
        to,
        file -> writer(title).writePatch(part.of(from.open()), to, file));
  }

  private PayloadFile made(String from, ImageContent to, ContentCache.Maker maker) {
    String key = String.join(" ", FORMAT, from, to.target().digest().hex());
    Path folder =
        cache.deriveTree("payloads/" + Sha256.of(key), fresh -> maker.make(fresh.resolve(FILE)));
    return new PayloadFile(folder.resolve(FILE));
  }

  private DeltaWriter writer(String title) {
    return new DeltaWriter(zstd, (_, total, unit) -> progress.begin(title, total, unit));
  }
}
