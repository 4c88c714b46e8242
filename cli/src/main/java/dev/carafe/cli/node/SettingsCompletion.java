package dev.carafe.cli.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a setting's key, or behind `=` its value, may go on: the node knows.
///
/// Somebody waits at a shell's prompt, so a node that does not answer quickly completes nothing, as
/// does every other mistake.
public final class SettingsCompletion {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String ROOT = "settings.";

  private SettingsCompletion() {}

  /// What the shell offers.
  ///
  /// @param words the command line before what is typed
  /// @param typed what is to be completed: `motd`, `settings.motd=`
  public static List<String> of(List<String> words, String typed) {
    Optional<String> asked =
        following(words, "--node").or(() -> Optional.ofNullable(System.getenv("CARAFE_NODE")));
    Path folder =
        following(words, "--config")
            .map(Path::of)
            .orElseGet(() -> ContextsFile.usualFolder(System.getenv()));
    try (NodeClient node =
        NodeClient.of(
            new ContextsFile(folder).read().choose(asked, LocalSocket.USUAL).access(), PATIENCE)) {
      boolean rooted = typed.startsWith(ROOT) || ROOT.startsWith(typed);
      String whole = rooted ? typed : ROOT + typed;
      List<String> found =
          node.get("/v1/settings/completion?typed=" + NodeClient.encoded(whole)).texts();
      return rooted ? found : withoutRoot(found);
    } catch (RuntimeException _) {
      return List.of();
    }
  }

  private static Optional<String> following(List<String> words, String option) {
    int at = words.indexOf(option);
    return at >= 0 && at + 1 < words.size() ? Optional.of(words.get(at + 1)) : Optional.empty();
  }

  private static List<String> withoutRoot(List<String> found) {
    List<String> shorter = new ArrayList<>();
    found.forEach(
        text -> shorter.add(text.startsWith(ROOT) ? text.substring(ROOT.length()) : text));
    return shorter;
  }
}
