package dev.carafe.trust.release;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.ProblemsException;
import java.util.ArrayList;
import java.util.List;

/// What is wrong in one document. A document that is nothing but wrong is not told to its end.
final class Mistakes {
  private static final int MOST = 100;

  private final Position position;
  private final List<Problem> problems = new ArrayList<>();
  private int count;

  /// @param source what problems call the document
  Mistakes(String source) {
    this.position = new Position(source, 1, 1);
  }

  /// Adds one.
  ///
  /// @param pointer where it is
  ///
  ///   Source: [RFC 6901, JSON Pointer](https://www.rfc-editor.org/rfc/rfc6901).
  void add(String pointer, String found, String instead) {
    count++;
    if (problems.size() < MOST) {
      problems.add(
          new Problem(position, (pointer.isEmpty() ? "the document" : pointer) + found, instead));
    }
  }

  /// How many there were up to now.
  int count() {
    return count;
  }

  /// @throws ProblemsException with all of them, if there are any
  void demandNone() {
    if (count > problems.size()) {
      problems.add(new Problem(position, "and " + (count - problems.size()) + " more", ""));
    }
    if (count > 0) {
      throw new ProblemsException(problems);
    }
  }
}
