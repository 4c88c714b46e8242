package dev.carafe.cli.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts of the power, one after the other, on one disk or on several.
///
/// @param seed of everything that is random but the machine itself
/// @param version of the system
/// @param began the day
/// @param beginning known from the first boot of a disk on
public record Campaign<M extends Moment>(
    long seed, String version, String began, Optional<Beginning> beginning, List<Cut<M>> cuts) {

  public Campaign {
    cuts = List.copyOf(cuts);
  }

  /// One without a boot yet.
  public static <M extends Moment> Campaign<M> begin(long seed, String version, String day) {
    return new Campaign<>(seed, version, day, Optional.empty(), List.of());
  }

  /// The same once it is known what the node was like before any cut.
  Campaign<M> beginningWith(Beginning found) {
    return new Campaign<>(seed, version, began, Optional.of(found), cuts);
  }

  /// The same with a disk of which nothing is known yet.
  Campaign<M> onNewDisk() {
    return new Campaign<>(seed, version, began, Optional.empty(), cuts);
  }

  /// The cut that no boot has followed yet.
  Optional<Cut<M>> pending() {
    return cuts.isEmpty() || cuts.getLast().verdict().isPresent()
        ? Optional.empty()
        : Optional.of(cuts.getLast());
  }

  /// The same with one more cut.
  Campaign<M> with(Cut<M> cut) {
    List<Cut<M>> more = new ArrayList<>(cuts);
    more.add(cut);
    return new Campaign<>(seed, version, began, beginning, more);
  }

  /// The same with another last cut.
  Campaign<M> replaced(Cut<M> last) {
    List<Cut<M>> others = new ArrayList<>(cuts.subList(0, cuts.size() - 1));
    others.add(last);
    return new Campaign<>(seed, version, began, beginning, others);
  }

  /// The same before a cut.
  Campaign<M> without(Cut<M> cut) {
    List<Cut<M>> others = cuts.stream().filter(each -> !each.equals(cut)).toList();
    return new Campaign<>(seed, version, began, beginning, others);
  }

  /// How many cuts a boot has followed.
  public int judged() {
    return cuts.size() - (pending().isPresent() ? 1 : 0);
  }

  /// How many writes were lost or torn in all.
  public long lost() {
    return cuts.stream().mapToLong(Cut::lost).sum();
  }

  /// How many other cuts were tried without a boot.
  public long others() {
    return cuts.stream().mapToLong(Cut::others).sum();
  }

  /// How many cuts did what they must not.
  public long failures() {
    return failed().size();
  }

  /// What went wrong, if something did.
  public Optional<String> failure() {
    return failed().stream().map(Verdict::detail).findFirst();
  }

  private List<Verdict> failed() {
    return cuts.stream()
        .flatMap(cut -> cut.verdict().stream())
        .filter(verdict -> verdict.kind() == Verdict.Kind.FAILED)
        .toList();
  }
}
