package dev.carafe.cli.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts of the power on one disk, one after the other.
///
/// @param seed of everything that is random but the machine itself
/// @param version of the system
/// @param began the day
/// @param beginning known from the first boot on
public record Campaign(
    long seed, String version, String began, Optional<Beginning> beginning, List<Cut> cuts) {

  public Campaign {
    cuts = List.copyOf(cuts);
  }

  /// One without a boot yet.
  public static Campaign begin(long seed, String version, String day) {
    return new Campaign(seed, version, day, Optional.empty(), List.of());
  }

  /// The same after a boot: the last cut is judged, if it was not yet.
  Campaign judged(NodeState state) {
    if (beginning.isEmpty()) {
      long generation = state.generations().getFirst() - state.commit().orElse(0L);
      return new Campaign(
          seed, version, began, Optional.of(new Beginning(generation, state.fingerprint())), cuts);
    }
    return pending().map(cut -> replaced(cut.with(cut.judge(beginning.get(), state)))).orElse(this);
  }

  /// The cut that no boot has followed yet.
  Optional<Cut> pending() {
    return cuts.isEmpty() || cuts.getLast().verdict().isPresent()
        ? Optional.empty()
        : Optional.of(cuts.getLast());
  }

  /// The same with one more cut.
  Campaign with(Cut cut) {
    List<Cut> more = new ArrayList<>(cuts);
    more.add(cut);
    return new Campaign(seed, version, began, beginning, more);
  }

  /// The same with another last cut.
  Campaign replaced(Cut last) {
    List<Cut> others = new ArrayList<>(cuts.subList(0, cuts.size() - 1));
    others.add(last);
    return new Campaign(seed, version, began, beginning, others);
  }

  /// The same before a cut.
  Campaign without(Cut cut) {
    List<Cut> others = cuts.stream().filter(each -> !each.equals(cut)).toList();
    return new Campaign(seed, version, began, beginning, others);
  }

  /// How many cuts had this outcome.
  public long count(Verdict.Kind kind) {
    return cuts.stream()
        .filter(cut -> cut.verdict().filter(verdict -> verdict.kind() == kind).isPresent())
        .count();
  }

  /// How many cuts a boot has followed.
  public int judged() {
    return cuts.size() - (pending().isPresent() ? 1 : 0);
  }

  /// How many writes were lost or torn in all.
  public long lost() {
    return cuts.stream().mapToLong(Cut::lost).sum();
  }

  /// What went wrong, if something did.
  public Optional<String> failure() {
    return cuts.stream()
        .flatMap(cut -> cut.verdict().stream())
        .filter(verdict -> verdict.kind() == Verdict.Kind.FAILED)
        .map(Verdict::detail)
        .findFirst();
  }
}
