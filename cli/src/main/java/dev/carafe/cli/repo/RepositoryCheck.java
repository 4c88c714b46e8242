package dev.carafe.cli.repo;

import dev.carafe.trust.tuf.Source;
import dev.carafe.trust.tuf.Standing;
import dev.carafe.trust.tuf.Target;
import dev.carafe.trust.tuf.TufClient;
import dev.carafe.trust.tuf.TufException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks at a whole repository as a client would that has never seen it.
///
/// @param metadata where metadata comes from
/// @param targets where targets come from
record RepositoryCheck(Source metadata, Source targets, InstantSource clock) {

  /// What was found.
  ///
  /// @param roles how things stand with each
  /// @param sound the targets that are as they were signed
  /// @param findings of the others
  /// @param places of all targets, below the folder of targets
  record Report(
      List<Standing> roles, List<Target> sound, List<String> findings, Set<String> places) {
    Report {
      roles = List.copyOf(roles);
      sound = List.copyOf(sound);
      findings = List.copyOf(findings);
      places = Set.copyOf(places);
    }
  }

  /// @param root with which trust begins
  /// @throws TufException if its metadata cannot be trusted: nothing is known of the targets then
  Report from(byte[] root) throws IOException {
    MemoryDirectory trusted = new MemoryDirectory();
    TufClient.begin(trusted, root);
    TufClient client = new TufClient(trusted, metadata, clock);
    client.refresh();
    List<Target> sound = new ArrayList<>();
    List<String> findings = new ArrayList<>();
    Set<String> places = new HashSet<>();
    for (String path : client.paths()) {
      try {
        Target target = client.find(path);
        places.add(target.consistentPath());
        client.download(target, targets, OutputStream.nullOutputStream());
        sound.add(target);
      } catch (TufException e) {
        findings.add(String.valueOf(e.getMessage()));
      } catch (NoSuchFileException _) {
        findings.add(path + " is not there");
      }
    }
    return new Report(client.standings(), sound, findings, places);
  }
}
