package dev.carafe.node.provisioning;

import dev.carafe.settings.Problem;

/// What came of reading a source.
///
/// What follows from each is a method, not a `switch` over patterns: the JDK would make a class for
/// that at run time, which costs every start.
public sealed interface Reading {

  /// What was found before, and this over it. A source that cannot be read is a problem.
  Provision over(Provision earlier);

  /// There is no such source here, or it gives this node nothing.
  record Absent() implements Reading {
    @Override
    public Provision over(Provision earlier) {
      return earlier;
    }
  }

  record Found(Provision provision) implements Reading {
    @Override
    public Provision over(Provision earlier) {
      return provision.over(earlier);
    }
  }

  /// There is one, and it cannot be read.
  record Failed(Problem problem) implements Reading {
    @Override
    public Provision over(Provision earlier) {
      return earlier.with(problem);
    }
  }
}
