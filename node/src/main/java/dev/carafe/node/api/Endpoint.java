package dev.carafe.node.api;

import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.identity.Caller;

/// Answers the requests of one route.
@FunctionalInterface
interface Endpoint {
  Response answer(Request request, Caller caller);
}
