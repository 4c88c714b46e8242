package dev.carafe.node.report;

import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import java.util.List;
import java.util.Optional;

/// What the packet filter does with what comes for the node.
///
/// Source:
/// [libnftables-json(5)](https://www.netfilter.org/projects/nftables/libnftables-json.html).
///
/// @param objects tables, chains and rules, each in an object that says by its one member which it
///   is
record PacketFilter(List<Json.Struct> objects) {

  PacketFilter {
    objects = List.copyOf(objects);
  }

  /// A family of packets, and where its loopback addresses are.
  enum Family {
    IPV4("ip", "127.0.0.0/8"),
    IPV6("ip6", "::1");

    private final String word;
    private final String loopback;

    Family(String word, String loopback) {
      this.word = word;
      this.loopback = loopback;
    }
  }

  /// What is not allowed does not come in.
  static Examination deniesByDefault(Family family) {
    return host -> on(host, filter -> filter.denied(family));
  }

  /// What comes from the loopback interface is let in, and what pretends to is not.
  static Examination guardsLoopback(Family family) {
    return host -> on(host, filter -> filter.guarded(family));
  }

  @FunctionalInterface
  private interface Question {
    Verdict ask(PacketFilter filter);
  }

  private static Verdict on(ExaminedHost host, Question question) {
    try {
      String rules =
          host.processes().run(List.of(host.nft().toString(), "--json", "list", "ruleset"), "");
      return JsonReader.read(rules) instanceof Json.Struct struct
          ? question.ask(new PacketFilter(struct.objects("nftables")))
          : new Verdict.Skip("nft did not tell the rules");
    } catch (ProgramFailedException | JsonSyntaxException e) {
      return new Verdict.Skip("could not list the packet filter's rules: " + e.getMessage());
    }
  }

  private Verdict denied(Family family) {
    return denying(family).isPresent()
        ? new Verdict.Pass()
        : new Verdict.Fail(
            "no chain that drops by default what comes in", "settings.firewall.enabled = true");
  }

  private Verdict guarded(Family family) {
    Optional<Json.Struct> chain = denying(family);
    if (chain.isEmpty()) {
      return denied(family);
    }
    boolean letIn = false;
    for (Json.Struct rule : rules(chain.get())) {
      List<Json.Struct> parts = rule.objects("expr");
      if (parts.stream().anyMatch(part -> part.member("accept").isPresent())
          && parts.stream().anyMatch(PacketFilter::isLoopbackInterface)) {
        letIn = true;
      } else if (letIn
          && parts.stream().anyMatch(part -> part.member("drop").isPresent())
          && parts.stream().anyMatch(part -> isFromLoopback(part, family))) {
        return new Verdict.Pass();
      }
    }
    return new Verdict.Fail(
        "the loopback interface "
            + (letIn ? "let in" : "not let in")
            + " and its addresses not dropped elsewhere",
        "accept from lo, then drop from " + family.loopback);
  }

  private Optional<Json.Struct> denying(Family family) {
    return objects.stream()
        .flatMap(object -> struct(object, "chain").stream())
        .filter(chain -> is(chain, "type", "filter") && is(chain, "hook", "input"))
        .filter(chain -> is(chain, "policy", "drop"))
        .filter(chain -> is(chain, "family", "inet") || is(chain, "family", family.word))
        .findFirst();
  }

  private List<Json.Struct> rules(Json.Struct chain) {
    return objects.stream()
        .flatMap(object -> struct(object, "rule").stream())
        .filter(rule ->
            rule.text("family").equals(chain.text("family"))
                && rule.text("table").equals(chain.text("table"))
                && rule.text("chain").equals(chain.text("name")))
        .toList();
  }

  private static boolean isLoopbackInterface(Json.Struct part) {
    Optional<Json.Struct> match = struct(part, "match").filter(one -> is(one, "op", "=="));
    Optional<Json.Struct> meta =
        match.flatMap(one -> struct(one, "left")).flatMap(left -> struct(left, "meta"));
    return match.filter(one -> is(one, "right", "lo")).isPresent()
        && meta.filter(one -> is(one, "key", "iif") || is(one, "key", "iifname")).isPresent();
  }

  private static boolean isFromLoopback(Json.Struct part, Family family) {
    Optional<Json.Struct> match = struct(part, "match").filter(one -> is(one, "op", "=="));
    Optional<Json.Struct> payload =
        match.flatMap(one -> struct(one, "left")).flatMap(left -> struct(left, "payload"));
    return payload
            .filter(one -> is(one, "protocol", family.word) && is(one, "field", "saddr"))
            .isPresent()
        && match
            .flatMap(one -> one.member("right"))
            .flatMap(PacketFilter::network)
            .equals(Optional.of(family.loopback));
  }

  private static Optional<String> network(Json right) {
    return switch (right) {
      case Json.Text(String address) -> Optional.of(address);
      case Json.Struct struct -> struct(struct, "prefix").flatMap(PacketFilter::prefix);
      case Json.Array _, Json.Numeral _, Json.Bool _, Json.Null _ -> Optional.empty();
    };
  }

  private static Optional<String> prefix(Json.Struct prefix) {
    return prefix.member("len").orElse(new Json.Null()) instanceof Json.Numeral(String length)
        ? prefix.text("addr").map(address -> address + "/" + length)
        : Optional.empty();
  }

  private static Optional<Json.Struct> struct(Json.Struct outer, String name) {
    return outer
        .member(name)
        .flatMap(member ->
            member instanceof Json.Struct struct ? Optional.of(struct) : Optional.empty());
  }

  private static boolean is(Json.Struct object, String member, String value) {
    return object.text(member).equals(Optional.of(value));
  }
}
