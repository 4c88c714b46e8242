package dev.carafe.node.configuration;

import dev.carafe.node.NodeException;
import dev.carafe.node.host.Journal;
import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Sets huge pages aside, as `settings.kernel.hugepages.static` says. The kernel gives as many as
/// it finds memory for, without an error: only what it shows afterwards counts.
///
/// Source: [hugetlbpage](https://docs.kernel.org/admin-guide/mm/hugetlbpage.html).
public final class HugePages implements Reaction {
  private static final Key SETTINGS = Key.of("kernel", "hugepages", "static");
  private static final Key ESSENTIAL = SETTINGS.child("essential");
  private static final List<String> UNITS = List.of("Ki", "Mi", "Gi", "Ti");

  private final KernelFiles kernel;
  private final Journal journal;
  private List<Pool> applied = List.of();

  public HugePages(KernelFiles kernel, Journal journal) {
    this.kernel = kernel;
    this.journal = journal;
  }

  /// Pages of one size, of one NUMA node or of all.
  record Pool(long kibibytes, Optional<Integer> node, String pages) implements Comparable<Pool> {

    /// The largest first, which need the most memory in one piece.
    @Override
    public int compareTo(Pool other) {
      return Long.compare(other.kibibytes, kibibytes);
    }

    String path() {
      return folder() + "/hugepages-" + kibibytes + "kB/nr_hugepages";
    }

    private String folder() {
      return node.isPresent()
          ? "/sys/devices/system/node/node" + node.get() + "/hugepages"
          : "/sys/kernel/mm/hugepages";
    }

    private String title() {
      return pages
          + " huge pages of "
          + kibibytes
          + " kB"
          + node.map(number -> " on NUMA node " + number).orElse("");
    }
  }

  @Override
  public void apply(SettingsTree settings) {
    boolean essential = settings.get(ESSENTIAL).equals(Optional.of(Json.of(true)));
    List<Pool> pools = pools(settings);
    List<String> failures = new ArrayList<>();
    release(pools, failures);
    for (Pool pool : pools) {
      setAside(pool, essential, failures);
    }
    applied = pools;
    if (!failures.isEmpty()) {
      throw new HugePagesException(failures);
    }
  }

  static List<Pool> pools(SettingsTree settings) {
    List<Pool> pools = new ArrayList<>();
    if (settings.get(SETTINGS).orElse(new Json.Null()) instanceof Json.Struct table) {
      for (Map.Entry<String, Json> member : table.members().entrySet()) {
        if (member.getValue() instanceof Json.Struct size && size.text("count").isPresent()) {
          addPools(kibibytes(member.getKey()), size.text("count").get(), pools);
        }
      }
    }
    Collections.sort(pools);
    return pools;
  }

  /// `PAGES`, or `NODE:PAGES,NODE:PAGES`.
  private static void addPools(long kibibytes, String count, List<Pool> pools) {
    if (count.indexOf(':') < 0) {
      pools.add(new Pool(kibibytes, Optional.empty(), number(count)));
      return;
    }
    for (String pair : count.split(",", -1)) {
      int colon = pair.indexOf(':');
      int node = Integer.parseInt(pair.substring(0, colon));
      pools.add(new Pool(kibibytes, Optional.of(node), number(pair.substring(colon + 1))));
    }
  }

  private static String number(String text) {
    return Long.toString(Long.parseLong(text));
  }

  private static long kibibytes(String size) {
    int unit = size.length() - 2;
    return Long.parseLong(size.substring(0, unit)) << (10 * UNITS.indexOf(size.substring(unit)));
  }

  private void release(List<Pool> wanted, List<String> failures) {
    Set<String> paths = new HashSet<>();
    for (Pool pool : wanted) {
      paths.add(pool.path());
    }
    for (Pool old : applied) {
      if (!paths.contains(old.path())) {
        try {
          kernel.restore(old.path());
        } catch (IOException e) {
          failures.add("could not release " + old.title() + ": " + e.getMessage());
        }
      }
    }
  }

  private void setAside(Pool pool, boolean essential, List<String> failures) {
    try {
      if (!kernel.has(pool.path())) {
        failures.add("could not set aside " + pool.title() + ": the machine has none of them");
        return;
      }
      kernel.write(pool.path(), pool.pages());
      String got = kernel.read(pool.path());
      if (!got.equals(pool.pages())) {
        fallShort("there is memory for only " + got + " of " + pool.title(), essential, failures);
      }
    } catch (IOException e) {
      failures.add("could not set aside " + pool.title() + ": " + e.getMessage());
    }
  }

  private void fallShort(String shortage, boolean essential, List<String> failures) {
    if (essential) {
      failures.add(shortage);
    } else {
      journal.warning(shortage);
    }
  }

  /// There are not the huge pages that there should be.
  static final class HugePagesException extends NodeException {
    private static final long serialVersionUID = 1L;

    HugePagesException(List<String> failures) {
      super(String.join("; ", failures));
    }
  }
}
