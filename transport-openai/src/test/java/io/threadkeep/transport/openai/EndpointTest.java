package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.transport.AuthenticationException;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.OverloadedException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** The way to the provider. */
class EndpointTest {
  private static final String SECRET = "gateway-token-canary";

  @BothApis
  void headersGoAlongAndAreNotTold(ApiWire wire) {
    try (OpenAiTrial trial =
        new OpenAiTrial(
            wire,
            options ->
                options.withEndpoint(options.endpoint().withHeader("X-Gateway-Token", SECRET)))) {
      trial.provider.answers(StubAnswer.error(400, "bad", "What is " + SECRET + "?"));
      Throwable thrown = catchThrowable(() -> ask(trial.transport()));

      assertThat(trial.provider.lastRequest().header("x-gateway-token")).isEqualTo(SECRET);
      assertThat(thrown)
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("What is (not shown)?");
    }
    assertThat(OpenAiEndpoint.openAi().withHeader("X-Gateway-Token", SECRET).toString())
        .contains("X-Gateway-Token")
        .doesNotContain(SECRET);
  }

  @Test
  void aHeaderThatIsTakenOrCannotBeSentIsRefused() {
    OpenAiEndpoint endpoint = OpenAiEndpoint.openAi();
    for (String name :
        new String[] {
          "Authorization", "API-Key", "Host", "Proxy-Authorization", "a b", "", "x:y"
        }) {
      assertThatThrownBy(() -> endpoint.withHeader(name, SECRET))
          .as(name)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageNotContaining(SECRET);
    }
    for (String value : new String[] {"", " ", SECRET + "\r\nX: y", SECRET + "\u00e9"}) {
      assertThatThrownBy(() -> endpoint.withHeader("X-A", value))
          .as(value)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageNotContaining(SECRET);
    }
  }

  @BothApis
  void aProxyIsAskedAndGivenItsPasswordWhenItWantsIt(ApiWire wire) {
    try (OpenAiTrial proxy = new OpenAiTrial(wire);
        ModelTransport transport = behind(proxy, "let-me-in")) {
      String credentials = "Basic bWU6bGV0LW1lLWlu";
      proxy.provider.answers(
          (request, connection) -> {
            boolean known = request.header("proxy-authorization").equals(credentials);
            StubAnswer answer =
                known
                    ? StubAnswer.events(proxy.whole("Through."))
                    : StubAnswer.json(407, "{}", "Proxy-Authenticate: Basic realm=\"here\"");
            answer.answer(request, connection);
          });

      ask(transport);

      assertThat(proxy.provider.lastRequest().path())
          .isEqualTo("http://provider.invalid" + wire.path());
    }
  }

  @BothApis
  void aProxyThatRefusesIsATypedFailureWithoutThePassword(ApiWire wire) {
    try (OpenAiTrial proxy = new OpenAiTrial(wire);
        ModelTransport transport = behind(proxy, SECRET)) {
      proxy.provider.answers(
          StubAnswer.json(407, "{}", "Proxy-Authenticate: Basic realm=\"here\""));
      assertThat(catchThrowable(() -> ask(transport)))
          .isInstanceOf(AuthenticationException.class)
          .hasMessageContaining("threadkeep.openai.proxy")
          .hasMessageNotContaining(SECRET);
      assertThat(proxy.provider.requests()).hasSize(2);
    }
    assertThat(ProxyOptions.at("h", 1).withUser("me", () -> SECRET).toString()).isEqualTo("h:1");
  }

  /** HTTPS goes through a tunnel, which the HTTP client opens by itself. */
  @BothApis
  void aProxyThatRefusesATunnelIsATypedFailureToo(ApiWire wire) {
    try (OpenAiTrial proxy = new OpenAiTrial(wire)) {
      proxy.provider.answers(
          StubAnswer.json(407, "{}", "Proxy-Authenticate: Basic realm=\"here\""));
      ProxyOptions open = ProxyOptions.at("127.0.0.1", proxy.provider.port());
      for (ProxyOptions options :
          List.of(
              open,
              open.withUser("me", () -> SECRET),
              open.withUser(
                  "me",
                  () -> {
                    throw new IllegalStateException(SECRET);
                  }))) {
        try (ModelTransport transport = behind(proxy, "https://provider.invalid/v1", options)) {
          assertThat(catchThrowable(() -> ask(transport)))
              .isInstanceOf(AuthenticationException.class)
              .hasMessageContaining("threadkeep.openai.proxy")
              .hasMessageNotContaining(SECRET);
        }
      }
    }
  }

  @BothApis
  void aProxyThatIsNotThereIsOverload(ApiWire wire) {
    try (OpenAiTrial proxy = new OpenAiTrial(wire);
        ModelTransport transport = behind(proxy, "p")) {
      proxy.provider.close();
      assertThat(catchThrowable(() -> ask(transport))).isInstanceOf(OverloadedException.class);
    }
  }

  @BothApis
  void aHostsClientIsUsedAndStaysOpen(ApiWire wire) {
    AtomicInteger seen = new AtomicInteger();
    OkHttpClient hosts =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  assertThat(chain.request().header("Authorization"))
                      .isNotEqualTo("Bearer " + OpenAiTrial.KEY);
                  seen.incrementAndGet();
                  return chain.proceed(chain.request());
                })
            .build();
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.echoes();
      ModelTransport transport =
          new OpenAiTransport(
              OpenAiOptions.defaults()
                  .withApi(wire.api())
                  .withEndpoint(OpenAiEndpoint.at(trial.provider.baseUrl())),
              OpenAiAccess.withKey(() -> OpenAiTrial.KEY).over(hosts),
              new ManualClock());
      ask(transport);
      transport.close();

      assertThat(seen).hasValue(1);
      assertThat(trial.provider.lastRequest().header("authorization"))
          .isEqualTo("Bearer " + OpenAiTrial.KEY);
      assertThat(hosts.dispatcher().executorService().isShutdown()).isFalse();
    }
  }

  @Test
  void aBaseUrlThatIsNoneIsRefused() {
    for (String url :
        List.of(
            "localhost:8000",
            "ftp://host/v1",
            "http:///v1",
            "http:host",
            "http://me:" + SECRET + "@host/v1",
            "http://host/v1?key=" + SECRET,
            "http://host/v1#part")) {
      assertThatThrownBy(() -> OpenAiEndpoint.at(url))
          .as(url)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("base-url")
          .hasMessageNotContaining(SECRET);
    }
  }

  /** As hosts in a network of containers are often called. */
  @BothApis
  void aHostMayHaveAnUnderscore(ApiWire wire) {
    try (OpenAiTrial proxy = new OpenAiTrial(wire);
        ModelTransport transport =
            behind(
                proxy,
                "http://my_llm:8000/v1",
                ProxyOptions.at("127.0.0.1", proxy.provider.port()))) {
      proxy.echoes();
      ask(transport);
      assertThat(proxy.provider.lastRequest().path()).startsWith("http://my_llm:8000/v1/");
    }
  }

  @BothApis
  void aBaseUrlMayBeAHostAlone(ApiWire wire) {
    for (String url : List.of("http://acme.invalid", "http://acme.invalid/", "http://my_llm:80")) {
      try (OpenAiTrial proxy = new OpenAiTrial(wire);
          ModelTransport transport =
              behind(proxy, url, ProxyOptions.at("127.0.0.1", proxy.provider.port()))) {
        proxy.echoes();
        ask(transport);
        assertThat(URI.create(proxy.provider.lastRequest().path()).getPath())
            .isEqualTo(wire.path().substring("/v1".length()));
      }
    }
  }

  @Test
  void anOrganizationOrProjectThatCannotBeSentIsRefused() {
    OpenAiEndpoint endpoint = OpenAiEndpoint.openAi();
    for (String name : List.of("", "org\r\nX: y", "org\u00e9")) {
      assertThatThrownBy(() -> endpoint.withOrganization(name))
          .isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(() -> endpoint.withProject(name))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  private static ModelTransport behind(OpenAiTrial proxy, String password) {
    return behind(
        proxy,
        "http://provider.invalid/v1",
        ProxyOptions.at("127.0.0.1", proxy.provider.port()).withUser("me", () -> password));
  }

  private static ModelTransport behind(OpenAiTrial proxy, String baseUrl, ProxyOptions options) {
    return new OpenAiTransport(
        OpenAiOptions.defaults()
            .withApi(proxy.wire.api())
            .withEndpoint(OpenAiEndpoint.at(baseUrl).withProxy(options)),
        () -> OpenAiTrial.KEY,
        new ManualClock());
  }

  private static void ask(ModelTransport transport) {
    transport.call(Prompts.asking("Hi"), ModelCall.unobserved());
  }
}
