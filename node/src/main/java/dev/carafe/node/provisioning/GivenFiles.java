package dev.carafe.node.provisioning;

import java.util.List;

/// Files that somebody may have given the node in one way; later ones override earlier ones.
record GivenFiles(List<GivenFile> userData, List<GivenFile> networks) {

  GivenFiles {
    userData = List.copyOf(userData);
    networks = List.copyOf(networks);
  }

  Reading read() {
    boolean found = false;
    Provision provision = Provision.none();
    for (GivenFile file : userData) {
      found |= file.isThere();
      provision = file.userData().over(provision);
    }
    for (GivenFile file : networks) {
      found |= file.isThere();
      provision = file.network().over(provision);
    }
    return found ? new Reading.Found(provision) : new Reading.Absent();
  }
}
