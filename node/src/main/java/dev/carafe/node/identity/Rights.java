package dev.carafe.node.identity;

import dev.carafe.trust.certificate.Role;
import java.util.List;

/// What each role may do. Whatever is in no table is the admins'.
final class Rights {
  /// Reading these is as good as changing everything, or shows who did what.
  private static final List<String> ADMINS_ALONE =
      List.of("/exec", "/v1/agent", "/v1/audit", "/v1/port-forward", "/v1/recorder", "/v1/support");

  /// What the system says tells of what others do, and containers say what they like.
  private static final List<String> NOT_READERS = List.of("/v1/logs");

  /// What operators may send besides reading.
  private static final List<String> OPERATORS =
      List.of("/actions", "/settings", "/tx", "/v1/settings", "/v1/updates", "/v1/pods");

  /// Who may change these could make himself an admin.
  private static final List<String> ADMINS_SETTINGS =
      List.of("api", "pki", "host-containers", "bootstrap-containers", "bootstrap-commands");

  private static final String ROOT = "settings.";

  private Rights() {}

  static boolean allow(Role role, String method, String path) {
    return switch (role) {
      case ADMIN -> true;
      case OPERATOR -> reads(method, path) || isIn(OPERATORS, path, '/');
      case READER -> reads(method, path) && !isIn(NOT_READERS, path, '/');
    };
  }

  private static boolean reads(String method, String path) {
    return (method.equals("GET") || method.equals("HEAD")) && !isIn(ADMINS_ALONE, path, '/');
  }

  static boolean allowChange(Role role, String setting) {
    return switch (role) {
      case ADMIN -> true;
      case OPERATOR -> !isIn(ADMINS_SETTINGS, withoutRoot(setting), '.');
      case READER -> false;
    };
  }

  private static String withoutRoot(String setting) {
    return setting.startsWith(ROOT) ? setting.substring(ROOT.length()) : setting;
  }

  private static boolean isIn(List<String> places, String place, char separator) {
    for (String one : places) {
      boolean below = place.length() > one.length() && place.charAt(one.length()) == separator;
      if (place.startsWith(one) && (below || place.length() == one.length())) {
        return true;
      }
    }
    return false;
  }
}
