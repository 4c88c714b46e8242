package dev.carafe.image.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentProxyTest {
  private static final URI DEBIAN = URI.create("http://deb.debian.org/debian/");

  private static Proxy proxy(Map<String, String> environment) {
    return new EnvironmentProxy(environment).proxyFor(DEBIAN);
  }

  @Test
  void goesThroughTheProxyOfTheScheme() {
    assertThat(proxy(Map.of("http_proxy", "http://proxy:3128/")).address())
        .hasToString("proxy/<unresolved>:3128");
    assertThat(proxy(Map.of("HTTP_PROXY", "proxy:3128")).address())
        .hasToString("proxy/<unresolved>:3128");
    assertThat(proxy(Map.of("https_proxy", "http://proxy:3128"))).isEqualTo(Proxy.NO_PROXY);
  }

  @Test
  void goesDirectlyWhereToldSo() {
    for (String direct : new String[] {"*", "deb.debian.org", "other, .debian.org", "debian.org"}) {
      assertThat(proxy(Map.of("http_proxy", "http://proxy:3128", "no_proxy", direct)))
          .as(direct)
          .isEqualTo(Proxy.NO_PROXY);
    }
    assertThat(proxy(Map.of("http_proxy", "http://proxy:3128", "no_proxy", "ian.org")).type())
        .isEqualTo(Proxy.Type.HTTP);
  }
}
