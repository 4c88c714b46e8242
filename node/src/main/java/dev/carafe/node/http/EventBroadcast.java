package dev.carafe.node.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Events for everybody who listens at the moment.
public final class EventBroadcast implements EventSource {
  private final Set<EventQueue> clients = ConcurrentHashMap.newKeySet();

  @Override
  public Subscription subscribe(EventQueue client) {
    clients.add(client);
    return () -> clients.remove(client);
  }

  public void publish(Event event) {
    clients.forEach(client -> client.offer(event));
  }

  /// How many listen, for who would rather not make events for nobody.
  public int listeners() {
    return clients.size();
  }
}
