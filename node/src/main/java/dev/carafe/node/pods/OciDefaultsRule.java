package dev.carafe.node.pods;

import dev.carafe.settings.Key;
import dev.carafe.settings.check.Rule;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.Map;
import java.util.Optional;

/// A limit of the processes in pods is two, of which the soft one is not above the hard one:
/// otherwise no container could be started. What breaks this is left out.
public final class OciDefaultsRule implements Rule {
  private static final Key LIMITS = Key.of("oci-defaults", "resource-limits");

  @Override
  public SettingsTree check(SettingsTree settings, Complaints complaints) {
    SettingsTree agreeing = settings;
    if (settings.get(LIMITS).orElse(new Json.Null()) instanceof Json.Struct limits) {
      for (Map.Entry<String, Json> limit : limits.members().entrySet()) {
        Key key = LIMITS.child(limit.getKey());
        if (limit.getValue() instanceof Json.Struct both && !isRight(key, both, complaints)) {
          agreeing = agreeing.without(key);
        }
      }
    }
    return agreeing;
  }

  private static boolean isRight(Key key, Json.Struct both, Complaints complaints) {
    for (String name : new String[] {"soft-limit", "hard-limit"}) {
      if (both.member(name).isEmpty()) {
        complaints.add(key.toString(), "it has no '" + name + "'", "set both limits at once");
        return false;
      }
    }
    long soft = number(both.member("soft-limit"));
    long hard = number(both.member("hard-limit"));
    if (soft > hard) {
      complaints.add(
          key.toString(), "'soft-limit' is above 'hard-limit'", "write at most the latter");
    }
    return soft <= hard;
  }

  /// As large as can be where there is no limit.
  private static long number(Optional<Json> limit) {
    long number =
        limit.isPresent() && limit.get() instanceof Json.Numeral(String literal)
            ? Long.parseLong(literal)
            : -1;
    return number < 0 ? Long.MAX_VALUE : number;
  }
}
