package dev.carafe.cli.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What a new component is to be.
///
/// @param name of it, its service and its group of settings
/// @param packages of Debian
/// @param programs name -> package of a Go module that it is built of
public record ComponentWish(String name, List<String> packages, Map<String, String> programs) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST = 40;

  /// Source: [Debian Policy,
  /// 5.6.1](https://www.debian.org/doc/debian-policy/ch-controlfields.html#source).
  private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]+");

  private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");
  private static final Pattern GO_PACKAGE =
      Pattern.compile("(?!.*\\.\\.\\.)[A-Za-z0-9][A-Za-z0-9-]*\\.[A-Za-z0-9._~/+-]+");

  /// @throws BadNameException where one of the names is none
  public ComponentWish {
    demand(
        NAME.matcher(name).matches() && name.length() <= LONGEST,
        "'" + name + "' is no name of a component",
        "write up to " + LONGEST + " small letters, digits and single hyphens, the first a letter");
    for (String each : packages) {
      demand(
          PACKAGE.matcher(each).matches(),
          "'" + each + "' is no package of Debian",
          "write its name alone, as apt does");
    }
    programs.forEach((program, source) -> {
      demand(
          PROGRAM.matcher(program).matches(),
          "'" + program + "' is no name of a program",
          "write that of its file in /usr/bin");
      demand(
          GO_PACKAGE.matcher(source).matches(),
          "'" + source + "' is no package of a Go module",
          "write its whole path, like example.com/tools/cmd/a");
    });
    packages = List.copyOf(packages);
    programs = new LinkedHashMap<>(programs);
  }

  private static void demand(boolean holds, String found, String instead) {
    if (!holds) {
      throw new BadNameException(found + ": " + instead);
    }
  }

  /// The program that its service starts, as far as that can be known.
  String program() {
    if (!programs.isEmpty()) {
      return programs.keySet().iterator().next();
    }
    return packages.isEmpty() ? name : packages.getFirst();
  }
}
