package io.threadkeep.transport.openai;

import io.threadkeep.limit.Checks;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.function.Supplier;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on the way to the provider. Without one the JVM's own settings hold, such as {@code
 * -Dhttps.proxyHost}.
 *
 * @param user null for a proxy that asks for none
 * @param password asked anew whenever the proxy wants it
 */
public record ProxyOptions(
    String host, int port, @Nullable String user, Supplier<String> password) {
  public ProxyOptions {
    Checks.requiredText("proxy.host", host, 255);
    Checks.range("proxy.port", port, 1, 65_535);
  }

  public static ProxyOptions at(String host, int port) {
    return new ProxyOptions(host, port, null, () -> "");
  }

  public ProxyOptions withUser(String newUser, Supplier<String> newPassword) {
    return new ProxyOptions(host, port, newUser, newPassword);
  }

  void install(OkHttpClient.Builder client) {
    client.proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port)));
    if (user != null) {
      client.proxyAuthenticator(authenticator(user));
    }
  }

  private Authenticator authenticator(String name) {
    return (route, response) ->
        // Asked twice, it has been given what there is.
        response.request().header("Proxy-Authorization") != null
            ? null
            : response
                .request()
                .newBuilder()
                .header("Proxy-Authorization", Credentials.basic(name, password.get()))
                .build();
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
