package io.threadkeep.transport.fake.junit;

import io.threadkeep.Foundations;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.tool.Tool;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.FakeTransportBuilder;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link io.threadkeep.Threadkeep} of its own, on memory and the fake.
 *
 * <pre>{@code
 * @ExtendWith(ThreadkeepExtension.class)
 * class GeographyTest {
 *
 *   @Test
 *   @Replies("Paris.")
 *   void itKnowsCapitals(Threadkeep keep) {
 *     Assistant geographer = keep.assistants().create(NewAssistant.named("Geographer"));
 *     Message answer = keep.conversations().start().ask(geographer, "The capital of France?");
 *     assertThat(answer.text()).isEqualTo("Paris.");
 *   }
 * }
 * }</pre>
 *
 * <p>Time stands still, and a worker does nothing until it is told ({@link
 * io.threadkeep.ManualTime}, {@link io.threadkeep.ManualWorker}): no thread is started, nothing is
 * waited for, and ids and delays are the same on every run. With {@link RunningWorker} it is as in
 * production instead.
 *
 * <p>Tests, their constructors and their {@code @BeforeEach} methods may ask for {@code
 * Threadkeep}, {@code Conversations}, {@code Assistants}, {@code RunExecutor}, {@code
 * FakeTransport}, {@code ThreadStore}, {@code ManualTime} and {@code ManualWorker}; it is opened
 * for the first who asks. The model echoes, unless {@link Replies}, {@link Script} or {@link
 * #script} say what it says.
 *
 * <p>After each test everything is closed, and the test fails if it has left {@linkplain Leftover
 * something} behind and may not; a test that has failed already is told of it as a suppressed
 * exception.
 *
 * <p>With tools or options of its own it is a field: {@code @RegisterExtension static final
 * ThreadkeepExtension KEEP = new ThreadkeepExtension().tools(refund)}. Each method here returns
 * another extension; safe for tests that run at the same time.
 */
public final class ThreadkeepExtension implements ParameterResolver, AfterEachCallback {
  private static final ExtensionContext.Namespace OPEN =
      ExtensionContext.Namespace.create(ThreadkeepExtension.class);

  private final Recipe recipe;

  public ThreadkeepExtension() {
    this(Recipe.PLAIN);
  }

  private ThreadkeepExtension(Recipe recipe) {
    this.recipe = recipe;
  }

  /**
   * What the model says, written anew for each test: {@code fake ->
   * fake.thenReply("Paris.").otherwiseFail()}.
   *
   * @param script finishes the transport that it is given, whose latency takes the test's own time
   */
  public ThreadkeepExtension script(Function<FakeTransportBuilder, FakeTransport> script) {
    return new ThreadkeepExtension(recipe.script(script));
  }

  /** What the worker can carry out, besides what it can already. */
  public ThreadkeepExtension tools(Tool... tools) {
    return foundations(on -> on.withTools(on.tools().and(List.of(tools))));
  }

  /** Changes what each test's Threadkeep stands on: who listens to it, how tokens are counted. */
  public ThreadkeepExtension foundations(UnaryOperator<Foundations> change) {
    return new ThreadkeepExtension(recipe.changing(change));
  }

  /**
   * In the place of the defaults, with which a running worker has no grace period: nobody waits at
   * the end of a test for runs that it has left behind.
   */
  public ThreadkeepExtension options(EngineOptions options) {
    return new ThreadkeepExtension(recipe.options(options));
  }

  /** As {@link RunningWorker}, for all tests. */
  public ThreadkeepExtension runningWorker() {
    return new ThreadkeepExtension(recipe.withRunningWorker());
  }

  /** As {@link AllowLeftovers}, for all tests. */
  public ThreadkeepExtension allowing(Leftover... leftovers) {
    return new ThreadkeepExtension(recipe.allowing(Set.of(leftovers)));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Parameters.has(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "Each test has a Threadkeep of its own: ask for it in a test, in @BeforeEach, or in the"
              + " constructor of a class with an instance for each test.");
    }
    return Parameters.find(parameter.getParameter().getType(), opened(context));
  }

  private OpenThreadkeep opened(ExtensionContext context) {
    // Not computed by the store, which would throw again behind the test what is thrown here.
    ExtensionContext.Store store = context.getStore(OPEN);
    OpenThreadkeep opened = store.get(OpenThreadkeep.class, OpenThreadkeep.class);
    if (opened == null) {
      opened = OpenThreadkeep.by(new Annotations(context).appliedTo(recipe));
      store.put(OpenThreadkeep.class, opened);
    }
    return opened;
  }

  /** Constructors too are given what is the test's own. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(
      ExtensionContext rootContext) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    OpenThreadkeep opened =
        context.getStore(OPEN).remove(OpenThreadkeep.class, OpenThreadkeep.class);
    if (opened != null) {
      try (opened) {
        opened.leftovers().ifPresent(leftovers -> report(leftovers, context));
      }
    }
  }

  /** A test that has failed has failed for a reason of its own. */
  private static void report(LeftoversError leftovers, ExtensionContext context) {
    Throwable failure = context.getExecutionException().orElse(null);
    if (failure == null) {
      throw leftovers;
    }
    failure.addSuppressed(leftovers);
  }
}
