package dev.carafe.node.report;

/// One demand of a benchmark.
///
/// @param id its number, one to four numbers with dots: `1.4.2`
/// @param level the least level of a report that has it: 1, or 2 for what costs something
record Check(String id, String title, int level, Mode mode, Examination examination) {
  private static final int PARTS = 4;

  static Check automatic(String id, int level, String title, Examination examination) {
    return new Check(id, title, level, Mode.AUTOMATIC, examination);
  }

  /// One that somebody must look at himself.
  static Check manual(String id, int level, String title) {
    return new Check(
        id,
        title,
        level,
        Mode.MANUAL,
        _ -> new Verdict.Skip("it is for you to look at; the benchmark says how"));
  }

  /// Its name among those of all benchmarks, as Bottlerocket makes it: `br01040200`.
  ///
  /// @param prefix the benchmark's, two letters
  String name(String prefix) {
    StringBuilder name = new StringBuilder(prefix);
    String[] numbers = id.split("\\.", -1);
    for (int i = 0; i < PARTS; i++) {
      String number = i < numbers.length ? numbers[i] : "0";
      name.append(number.length() < 2 ? "0" : "").append(number);
    }
    return name.toString();
  }
}
