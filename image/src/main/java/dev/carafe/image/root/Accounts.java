package dev.carafe.image.root;

import dev.carafe.image.component.Component;
import dev.carafe.image.tree.FileTree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The system's users and groups. Source: passwd(5), group(5), shadow(5).
public final class Accounts {
  private static final String ETC = "usr/share/factory/etc/";

  private Accounts() {}

  /// Writes them as the defaults of `/etc`. Every password is locked and there is nothing to log in
  /// to.
  public static void write(List<Component> components, FileTree tree) {
    Map<String, Component.Account> users = new TreeMap<>();
    Map<String, Integer> groups = new TreeMap<>();
    for (Component component : components) {
      users.putAll(component.users());
      groups.putAll(component.groups());
    }
    users.forEach((name, user) -> groups.putIfAbsent(name, user.id()));
    tree.text(
        ETC + "passwd",
        lines(
            users,
            (name, user) ->
                "%s:x:%d:%d:%s:%s:/usr/sbin/nologin"
                    .formatted(name, user.id(), groups.get(name), name, user.home())),
        "accounts");
    tree.text(
        ETC + "group", lines(groups, (name, id) -> "%s:x:%d:".formatted(name, id)), "accounts");
    tree.text(ETC + "shadow", lines(users, (name, _) -> name + ":!*:::::::"), "accounts");
  }

  private static <T> String lines(
      Map<String, T> map, java.util.function.BiFunction<String, T, String> line) {
    return map.entrySet().stream()
        .map(entry -> line.apply(entry.getKey(), entry.getValue()) + "\n")
        .collect(Collectors.joining());
  }
}
