package dev.carafe.node.pods;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The steps that failed the last time they were tried, by subject.
public record Failures(Map<String, Failure> bySubject) {
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /// Failures after which the wait starts to double. Until then the cause is probably a network
  /// that is not up yet.
  private static final int PATIENT = 6;

  /// A step that does not succeed.
  ///
  /// @param count in a row
  /// @param again not to be tried before
  public record Failure(int count, String why, Instant again) {}

  public Failures {
    bySubject = new LinkedHashMap<>(bySubject);
  }

  public static Failures none() {
    return new Failures(Map.of());
  }

  public Failures failed(String subject, String why, Instant now) {
    int count = Optional.ofNullable(bySubject.get(subject)).map(Failure::count).orElse(0) + 1;
    Map<String, Failure> more = new LinkedHashMap<>(bySubject);
    more.put(subject, new Failure(count, why, now.plus(wait(count))));
    return new Failures(more);
  }

  /// The same with something that is not to be until then.
  Failures postponed(String subject, String why, Instant until) {
    Map<String, Failure> more = new LinkedHashMap<>(bySubject);
    more.put(subject, new Failure(1, why, until));
    return new Failures(more);
  }

  /// Whether something is not to be yet.
  boolean postpone(String subject, Instant now) {
    return of(subject).filter(failure -> now.isBefore(failure.again())).isPresent();
  }

  public Failures succeeded(String subject) {
    if (!bySubject.containsKey(subject)) {
      return this;
    }
    Map<String, Failure> fewer = new LinkedHashMap<>(bySubject);
    fewer.remove(subject);
    return new Failures(fewer);
  }

  public Optional<Failure> of(String subject) {
    return Optional.ofNullable(bySubject.get(subject));
  }

  /// The newest failure's words.
  public Optional<String> last() {
    return bySubject.values().stream().reduce((_, later) -> later).map(Failure::why);
  }

  static Duration wait(int count) {
    int doublings = Math.clamp(count - PATIENT, 0, 10);
    Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
