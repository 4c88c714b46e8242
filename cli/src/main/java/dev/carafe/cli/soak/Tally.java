package dev.carafe.cli.soak;

import java.util.function.Predicate;

/// What the cuts of a campaign are counted by.
///
/// @param column its head in the table of the document
/// @param sentence what a cut did, for a person
/// @param counts whether a cut that was judged is one of them
public record Tally<M extends Moment>(String column, String sentence, Predicate<Cut<M>> counts) {

  /// One of the cuts that were found to be so.
  static <M extends Moment> Tally<M> of(String column, String sentence, Verdict.Kind kind) {
    return new Tally<>(
        column,
        sentence,
        cut -> cut.verdict().filter(verdict -> verdict.kind() == kind).isPresent());
  }

  /// How many there are.
  public long in(Campaign<M> campaign) {
    return campaign.cuts().stream().filter(cut -> cut.verdict().isPresent()).filter(counts).count();
  }
}
