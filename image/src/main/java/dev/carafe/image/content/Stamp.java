package dev.carafe.image.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What the file system says about files whose content was once checked: size, inode, time of the
/// last write and of the last change of the inode, a line a file.
///
/// Nobody writes to a file through the file system without changing its stamp, as the change time
/// cannot be set. So an equal stamp spares the digest; a different one costs one. What a broken
/// disk does behind the file system's back, only [ContentCache#damaged] finds.
public record Stamp(String text) {

  /// The stamp of some files as they are now.
  ///
  /// @throws NoSuchFileException where a file is missing
  public static Stamp of(List<Path> files) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : files) {
      Map<String, Object> attributes =
          Files.readAttributes(
              file, "unix:size,ino,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
      text.append(attributes.get("size")).append(' ');
      text.append(attributes.get("ino")).append(' ');
      text.append(nanos(attributes, "lastModifiedTime")).append(' ');
      text.append(nanos(attributes, "ctime")).append('\n');
    }
    return new Stamp(text.toString());
  }

  /// Whether the files still bear the stamp that was written to `stampFile`.
  public static boolean holds(Path stampFile, List<Path> files) {
    try {
      return of(files).text.equals(Files.readString(stampFile));
    } catch (IOException e) {
      return false;
    }
  }

  /// Keeps the stamp in a file.
  public void write(Path stampFile) throws IOException {
    Files.write(stampFile, text.getBytes(StandardCharsets.UTF_8));
  }

  private static long nanos(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : 0;
  }
}
