package dev.carafe.node.api;

import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.identity.Caller;
import dev.carafe.node.identity.NodeIdentity;
import dev.carafe.node.identity.RefusedCertificateException;
import dev.carafe.node.identity.Renewal;
import dev.carafe.node.remote.RemoteApi;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.certificate.AlternativeNames;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.certificate.TrustException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// By what the node is known to others, and how it gets a certificate of an authority.
final class IdentityEndpoints {
  private final RemoteApi remote;

  IdentityEndpoints(RemoteApi remote) {
    this.remote = remote;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/identity", (_, _) -> Response.json(document())),
        Route.get("/v1/identity/request", this::request),
        new Route("PUT", "/v1/identity/certificate", this::install));
  }

  private Json.Struct document() {
    NodeIdentity identity = remote.identity();
    return Json.object()
        .with("fingerprint", identity.fingerprint())
        .with("not_after", identity.certificate().getNotAfter().toInstant().toString())
        .with("certificate", Pem.write(identity.certificate()))
        .with("renewal", renewal(identity.renewal()))
        .with("problem", identity.problem())
        .build();
  }

  private static String renewal(Renewal renewal) {
    return switch (renewal) {
      case Renewal.SelfSigned() -> "self-signed";
      case Renewal.Fresh _ -> "fresh";
      case Renewal.Due _ -> "due";
      case Renewal.Expired _ -> "expired";
    };
  }

  /// `?name=NAME&hosts=HOST,ADDRESS`: a certificate request, in PEM.
  private Response request(Request request, Caller caller) {
    String name = SettingsEndpoints.demandText("name", request.query("name").orElse(""));
    List<String> dnsNames = new ArrayList<>();
    List<InetAddress> addresses = new ArrayList<>();
    for (String host : request.query("hosts").orElse(name).split(",", -1)) {
      if (host.isEmpty()) {
        throw new RefusedRequest(Status.BAD_REQUEST, "a host is empty; write ?hosts=a,b");
      }
      if (host.contains(":") || endsInNumber(host)) {
        addresses.add(address(host));
      } else {
        dnsNames.add(host);
      }
    }
    try {
      return Response.text(
          Status.OK,
          Pem.write(remote.identity().request(name, new AlternativeNames(dnsNames, addresses))));
    } catch (TrustException e) {
      throw new RefusedRequest(Status.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  /// No name's last label is a number, and every IPv4 address's is: `web-1` is a name.
  private static boolean endsInNumber(String host) {
    String label = host.substring(host.lastIndexOf('.') + 1);
    return label.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException _) {
      throw new RefusedRequest(
          Status.BAD_REQUEST, "'" + host + "' is no address and no name; write 192.0.2.1");
    }
  }

  private Response install(Request request, Caller caller) {
    try {
      remote.identity().install(request.bodyText());
    } catch (RefusedCertificateException | TrustException e) {
      throw new RefusedRequest(
          Status.BAD_REQUEST, "could not take the certificate: " + e.getMessage());
    }
    remote.show();
    return Response.empty(Status.NO_CONTENT);
  }
}
