package dev.carafe.node.api;

import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;

/// Answers the requests of one route.
@FunctionalInterface
interface Endpoint {
  Response answer(Request request, Caller caller);
}
