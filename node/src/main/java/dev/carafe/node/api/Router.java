package dev.carafe.node.api;

import dev.carafe.node.NodeException;
import dev.carafe.node.http.Handler;
import dev.carafe.node.http.Peer;
import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.identity.Caller;
import dev.carafe.node.settings.TrialRunningException;
import dev.carafe.settings.KeyException;
import dev.carafe.settings.ProblemsException;
import dev.carafe.settings.generation.NoSuchGenerationException;
import dev.carafe.settings.generation.StoreException;
import dev.carafe.settings.generation.TransactionRefusedException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds who answers a request, lets in who may, and makes plain text of what went wrong. Every act
/// is witnessed, whether it was allowed or not.
final class Router implements Handler {
  private final List<Route> routes;
  private final Function<Peer, Optional<Caller>> callers;
  private final Witness witness;

  Router(List<Route> routes, Function<Peer, Optional<Caller>> callers, Witness witness) {
    this.routes = List.copyOf(routes);
    this.callers = callers;
    this.witness = witness;
  }

  @Override
  public Response answer(Request request) {
    List<Route> there = routes.stream().filter(route -> route.isAt(request.path())).toList();
    if (there.isEmpty()) {
      return Response.notFound(request.path());
    }
    return there.stream()
        .filter(route -> route.takes(request.method()))
        .findFirst()
        .map(route -> answer(route, request))
        .orElseGet(() -> notAllowed(there, request));
  }

  private Response answer(Route route, Request request) {
    Optional<Caller> caller = callers.apply(request.peer());
    if (caller.isEmpty()) {
      return Response.text(Status.FORBIDDEN, "a certificate of this node's authorities is needed");
    }
    Response response =
        caller.get().may(request.method(), request.path())
            ? answer(route.endpoint(), request, caller.get())
            : refusal(caller.get(), request);
    if (route.act()) {
      witness.saw(caller.get(), request, response.status());
    }
    return response;
  }

  private static Response refusal(Caller caller, Request request) {
    return Response.text(
        Status.FORBIDDEN,
        "%s is %s and may not %s %s"
            .formatted(
                caller.name(), caller.role().organization(), request.method(), request.path()));
  }

  private static Response answer(Endpoint endpoint, Request request, Caller caller) {
    try {
      return endpoint.answer(request, caller);
    } catch (ProblemsException e) {
      String lines =
          e.problems().stream()
              .map(problem -> problem.found() + said(problem.instead()))
              .distinct()
              .collect(Collectors.joining("\n"));
      return Response.text(Status.BAD_REQUEST, lines);
    } catch (KeyException | TransactionRefusedException e) {
      return Response.text(Status.BAD_REQUEST, String.valueOf(e.getMessage()));
    } catch (TrialRunningException e) {
      return Response.text(Status.CONFLICT, String.valueOf(e.getMessage()));
    } catch (NoSuchGenerationException e) {
      return Response.text(Status.NOT_FOUND, String.valueOf(e.getMessage()));
    } catch (StoreException e) {
      return Response.text(Status.INTERNAL_ERROR, String.valueOf(e.getMessage()));
    } catch (NodeException e) {
      return Response.text(Status.INTERNAL_ERROR, String.valueOf(e.getMessage()));
    } catch (RefusedRequest e) {
      return e.response();
    }
  }

  private static String said(String instead) {
    return instead.isEmpty() ? "" : "; " + instead;
  }

  private static Response notAllowed(List<Route> there, Request request) {
    String methods =
        there.stream()
            .map(route -> route.method().equals("GET") ? "GET, HEAD" : route.method())
            .collect(Collectors.joining(", "));
    return Response.text(
            Status.METHOD_NOT_ALLOWED, "only " + methods + " is allowed at " + request.path())
        .with("Allow", methods);
  }
}
