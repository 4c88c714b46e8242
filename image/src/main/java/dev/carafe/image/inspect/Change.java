package dev.carafe.image.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How something with a name differs between two images. Sizes are in bytes.
public sealed interface Change {

  /// A path, or what else tells it from its like.
  String name();

  /// Only the second image has it.
  record Added(String name, long size) implements Change {}

  /// Only the first image has it.
  record Removed(String name, long size) implements Change {}

  /// Both have it, but not the same.
  record Changed(String name, long before, long after) implements Change {}

  /// What is compared: things with the same print are the same.
  record Item(long size, String print) {}

  /// All changes, in the order of the names.
  static List<Change> between(SortedMap<String, Item> before, SortedMap<String, Item> after) {
    SortedMap<String, Item> names = new TreeMap<>(before);
    names.putAll(after);
    List<Change> changes = new ArrayList<>();
    for (String name : names.keySet()) {
      Item first = before.get(name);
      Item second = after.get(name);
      if (first == null && second != null) {
        changes.add(new Added(name, second.size));
      } else if (first != null && second == null) {
        changes.add(new Removed(name, first.size));
      } else if (first != null && second != null && !first.equals(second)) {
        changes.add(new Changed(name, first.size, second.size));
      }
    }
    return changes;
  }
}
