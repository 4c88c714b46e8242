package dev.carafe.node.api;

import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Self;
import dev.carafe.node.http.EventBroadcast;
import dev.carafe.node.http.Handler;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.identity.Caller;
import dev.carafe.node.remote.RemoteApi;
import dev.carafe.node.settings.NodeSettings;
import dev.carafe.node.settings.Trial;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.certificate.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The node's API: what Bottlerocket's clients know, and what is ours below `/v1`.
///
/// It answers before the settings are there; what needs them is 503 until then.
///
/// Source: [Bottlerocket's
/// API](https://github.com/bottlerocket-os/bottlerocket-core-kit/blob/develop/sources/api/openapi.yaml).
public final class Api {
  private final Json.Struct os;
  private final ObservationEndpoints observation;
  private final Witness witness;
  private volatile List<Route> routes;
  private volatile boolean complete;

  /// @param os what `GET /os` answers
  /// @param archive the file name of the class-data archive
  /// @param documents the folder with the image's bill of materials and manifest
  /// @param events for who watches
  public Api(
      Json.Struct os,
      StatusBoard board,
      Self self,
      DataPartition data,
      String archive,
      Path documents,
      EventBroadcast events,
      Witness witness) {
    this.os = os;
    this.observation = new ObservationEndpoints(os, board, self, data, archive, documents, events);
    this.witness = witness;
    this.routes = joined(List.of(observation.open(), observation.routes()));
  }

  /// Begins to answer what needs the settings.
  ///
  /// @param reboot begins to start the machine anew, and returns
  public void open(
      NodeSettings settings,
      Reconfiguration reconfiguration,
      Trial trial,
      RemoteApi remote,
      Runnable reboot) {
    routes =
        joined(
            List.of(
                observation.open(),
                observation.routes(),
                new SettingsEndpoints(settings, reconfiguration).routes(),
                new MetadataEndpoints(settings, os).routes(),
                new HistoryEndpoints(settings, reconfiguration, trial).routes(),
                new IdentityEndpoints(remote).routes(),
                new ActionEndpoints(reboot).routes()));
    complete = true;
  }

  /// For who may use the local socket, or shows a certificate of a client.
  public Handler certified() {
    return request -> {
      Response response = new Router(routes, Caller::of, witness).answer(request);
      return response.status() == Status.NOT_FOUND && !complete
          ? Response.text(Status.UNAVAILABLE, "the settings are not there yet; ask again")
          : response;
    };
  }

  /// For anybody who reaches the network port.
  public Handler network() {
    return new Router(
        observation.open(),
        peer -> Optional.of(new Caller("anybody", Role.READER, peer.address())),
        (_, _, _) -> {});
  }

  private static List<Route> joined(List<List<Route>> parts) {
    List<Route> all = new ArrayList<>();
    parts.forEach(all::addAll);
    return List.copyOf(all);
  }
}
