package dev.carafe.node.log;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression that messages are held against.
///
/// There are expressions that a matcher needs longer for than the world has existed, so it may look
/// at characters so often and no more: what takes longer does not match.
public final class SoughtText {
  /// Characters that one message may be looked at.
  private static final int MOST_LOOKS = 1_000_000;

  private final Pattern pattern;

  private SoughtText(Pattern pattern) {
    this.pattern = pattern;
  }

  /// Reads one.
  ///
  /// @throws IllegalArgumentException where it is no regular expression, with what is wrong
  public static SoughtText of(String expression) {
    try {
      return new SoughtText(Pattern.compile(expression));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("It is nested too deeply", e);
    }
  }

  boolean isIn(String message) {
    try {
      return pattern.matcher(new Watched(message, new AtomicInteger(MOST_LOOKS))).find();
    } catch (TooLongException | StackOverflowError _) {
      return false;
    }
  }

  private static final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("", null, false, false);
    }
  }

  private record Watched(String text, AtomicInteger left) implements CharSequence {
    @Override
    public char charAt(int index) {
      if (left.decrementAndGet() < 0) {
        throw new TooLongException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Watched(text.substring(start, end), left);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
