package io.threadkeep.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.PrivateModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.util.Modules;
import com.typesafe.config.Config;
import io.threadkeep.Foundations;
import io.threadkeep.RunExecutor;
import io.threadkeep.Threadkeep;
import io.threadkeep.budget.BudgetSource;
import io.threadkeep.context.ContextPolicyType;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.observe.EngineListener;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.UserWeights;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.tool.Tool;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.transport.ModelTransport;
import java.lang.annotation.Annotation;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a Guice host installs: exposes {@link Threadkeep}, {@link RunExecutor} and {@link
 * ThreadStore}.
 *
 * <p>{@code new ThreadkeepModule(config)} reads the configuration at once and reports all its
 * mistakes together. With {@link #annotatedWith} two of them live side by side in one injector;
 * with {@link #overriding} a binding of an SPI gives way to the host's own. Whoever injects the
 * {@link Threadkeep} closes it.
 *
 * <p>Tools that are at hand are given with {@link #tools}; those that Guice makes are added to the
 * set of {@link Tool}s by a module that is given to {@link #overriding}: {@code
 * Multibinder.newSetBinder(binder(), Tool.class).addBinding().to(WeatherTool.class)}. So are those
 * who listen to the engine, to the set of {@link EngineListener}s, and kinds of context policies of
 * the host's own, to the set of {@link ContextPolicyType}s.
 */
public final class ThreadkeepModule extends PrivateModule {
  private final StorageModule storage;
  private final TransportModule transport;
  private final EngineOptions options;
  private final ToolBox tools;
  private final @Nullable Class<? extends Annotation> annotation;
  private final Module overrides;

  /**
   * @param config whole, with {@code threadkeep} at its top; {@link ConfigSources#load} makes it
   * @throws ConfigurationException with every mistake in it
   */
  public ThreadkeepModule(Config config) {
    Settings settings = new Settings(config);
    Optional<StorageModule> chosenStorage =
        Backends.choose(settings, "threadkeep.storage", StorageModule.class);
    Optional<TransportModule> chosenTransport =
        Backends.choose(settings, "threadkeep.transport", TransportModule.class);
    chosenStorage.ifPresent(module -> module.read(settings));
    chosenTransport.ifPresent(module -> module.read(settings));
    this.options = EngineSettings.read(settings);
    settings.requireNoProblems();
    this.storage = chosenStorage.orElseThrow();
    this.transport = chosenTransport.orElseThrow();
    this.tools = ToolBox.none();
    this.annotation = null;
    this.overrides = binder -> {};
  }

  private ThreadkeepModule(
      ThreadkeepModule other,
      ToolBox tools,
      @Nullable Class<? extends Annotation> annotation,
      Module overrides) {
    this.storage = other.storage;
    this.transport = other.transport;
    this.options = other.options;
    this.tools = tools;
    this.annotation = annotation;
    this.overrides = overrides;
  }

  /** From this process's own configuration sources. */
  public static ThreadkeepModule configured() {
    return new ThreadkeepModule(ConfigSources.load(Map.of()));
  }

  /** Exposes everything under {@code newAnnotation} instead. */
  public ThreadkeepModule annotatedWith(Class<? extends Annotation> newAnnotation) {
    return new ThreadkeepModule(this, tools, newAnnotation, overrides);
  }

  /**
   * Lets bindings of {@code newOverrides} win: a transport of the host's own, a clock for a test.
   */
  public ThreadkeepModule overriding(Module newOverrides) {
    return new ThreadkeepModule(this, tools, annotation, newOverrides);
  }

  /** Has this JVM's workers carry out {@code newTools}. */
  public ThreadkeepModule tools(ToolBox newTools) {
    return new ThreadkeepModule(this, newTools, annotation, overrides);
  }

  @Override
  protected void configure() {
    install(
        Modules.override(new Basics(tools, transport.tokenCounter()), storage, transport)
            .with(overrides));
    bind(EngineOptions.class).toInstance(options);
    exposeAs(Threadkeep.class);
    exposeAs(RunExecutor.class);
    exposeAs(ThreadStore.class);
  }

  /** A transport is closed again if the store does not open: hosts try until it does. */
  @Provides
  @Singleton
  Threadkeep threadkeep(
      ModelTransport modelTransport,
      TokenCounter tokens,
      InstantSource clock,
      RandomGenerator random,
      Set<Tool> toolSet,
      UserWeights weights,
      BudgetSource budgets,
      Set<EngineListener> listeners,
      Set<ContextPolicyType> policies,
      Provider<ThreadStore> stores) {
    try {
      return Threadkeep.on(
          new Foundations(
              stores.get(),
              modelTransport,
              tokens,
              clock,
              random,
              ToolBox.of(toolSet),
              List.copyOf(listeners),
              FoundPolicies.and(policies)),
          options.queue(options.queue().weights(weights)).cost(options.cost().source(budgets)));
    } catch (RuntimeException e) {
      modelTransport.close();
      throw e;
    }
  }

  @Provides
  RunExecutor runs(Threadkeep threadkeep) {
    return threadkeep.runs();
  }

  private <T> void exposeAs(Class<T> type) {
    if (annotation == null) {
      expose(type);
    } else {
      bind(Key.get(type, annotation)).to(type);
      expose(Key.get(type, annotation));
    }
  }

  /** What a host may override or add to, beside the backends. */
  private static final class Basics extends AbstractModule {
    private final ToolBox tools;
    private final TokenCounter tokens;

    Basics(ToolBox tools, TokenCounter tokens) {
      this.tools = tools;
      this.tokens = tokens;
    }

    @Override
    protected void configure() {
      bind(InstantSource.class).toInstance(SystemTime.clock());
      bind(RandomGenerator.class).toInstance(SystemTime.random());
      bind(TokenCounter.class).toInstance(tokens);
      bind(UserWeights.class).toInstance(UserWeights.EQUAL);
      bind(BudgetSource.class).toInstance(BudgetSource.NONE);
      Multibinder<Tool> set = Multibinder.newSetBinder(binder(), Tool.class);
      Multibinder.newSetBinder(binder(), EngineListener.class);
      Multibinder.newSetBinder(binder(), ContextPolicyType.class);
      tools.tools().forEach(tool -> set.addBinding().toInstance(tool));
    }
  }
}
