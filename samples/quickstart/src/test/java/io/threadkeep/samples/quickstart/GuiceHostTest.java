package io.threadkeep.samples.quickstart;

import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.BindingAnnotation;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.threadkeep.Conversation;
import io.threadkeep.PendingRun;
import io.threadkeep.RunExecutor;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.observe.EngineListener;
import io.threadkeep.options.UserWeights;
import io.threadkeep.run.Run;
import io.threadkeep.store.StorageUnavailableException;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.tool.Tool;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.tool.ToolOutput;
import io.threadkeep.tool.ToolRequest;
import io.threadkeep.tool.ToolSite;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.wiring.ConfigSources;
import io.threadkeep.wiring.ThreadkeepModule;
import java.lang.annotation.Retention;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a host with an injector of its own can do. */
class GuiceHostTest {
  private static final Map<String, String> OFFLINE =
      Map.of("threadkeep.storage", "memory", "threadkeep.transport", "fake");

  @BindingAnnotation
  @Retention(RUNTIME)
  @interface Sales {}

  @BindingAnnotation
  @Retention(RUNTIME)
  @interface Support {}

  @Test
  void aHostGetsWhatTheModuleExposes() {
    Injector injector = Guice.createInjector(new ThreadkeepModule(ConfigSources.load(OFFLINE)));
    try (Threadkeep keep = injector.getInstance(Threadkeep.class)) {
      assertThat(injector.getInstance(RunExecutor.class)).isNotNull();
      assertThat(injector.getInstance(ThreadStore.class)).isNotNull();
      assertThat(injector.getExistingBinding(Key.get(ModelTransport.class))).isNull();
      assertThat(injector.getInstance(Threadkeep.class)).isSameAs(keep);
    }
  }

  @Test
  void aHostGivesItsUsersTheirWeights() {
    List<Scope> asked = new CopyOnWriteArrayList<>();
    UserWeights weights =
        scope -> {
          asked.add(scope);
          return 2;
        };
    Injector injector =
        Guice.createInjector(
            new ThreadkeepModule(ConfigSources.load(OFFLINE))
                .overriding(binder -> binder.bind(UserWeights.class).toInstance(weights)));
    try (Threadkeep keep = injector.getInstance(Threadkeep.class)) {
      Scope ann = Scope.user("acme", "ann");
      keep.conversations(ann)
          .start()
          .ask(keep.assistants(ann).create(NewAssistant.named("Anyone")), "Hello?");
      assertThat(asked).containsExactly(ann);
    }
  }

  @Test
  void twoLiveSideBySideAndKnowNothingOfEachOther() {
    ThreadkeepModule module = new ThreadkeepModule(ConfigSources.load(OFFLINE));
    Injector injector =
        Guice.createInjector(
            module.annotatedWith(Sales.class),
            new ThreadkeepModule(ConfigSources.load(OFFLINE)).annotatedWith(Support.class));
    try (Threadkeep sales = injector.getInstance(Key.get(Threadkeep.class, Sales.class));
        Threadkeep support = injector.getInstance(Key.get(Threadkeep.class, Support.class))) {
      Conversation chat = sales.conversations().start();
      chat.say("Hello, sales.");
      assertThat(sales.conversations().resume(chat.id()).messages()).hasSize(1);
      assertThat(
              injector
                  .getInstance(Key.get(ThreadStore.class, Support.class))
                  .threads()
                  .find(Scope.DEFAULT, chat.id()))
          .isEmpty();
      assertThat(support).isNotSameAs(sales);
    }
  }

  @Test
  void aHostMayOverrideATransportWithItsOwn() {
    FakeTransport own = FakeTransport.scripted("From the host's own transport.");
    ThreadkeepModule module =
        new ThreadkeepModule(ConfigSources.load(OFFLINE))
            .overriding(
                new AbstractModule() {
                  @Override
                  protected void configure() {
                    bind(ModelTransport.class).toInstance(own);
                  }
                });
    try (Threadkeep keep = Guice.createInjector(module).getInstance(Threadkeep.class)) {
      Conversation chat = keep.conversations().start();
      String answer =
          chat.ask(keep.assistants().create(NewAssistant.named("Anyone")), "Who answers?").text();
      assertThat(answer).isEqualTo("From the host's own transport.");
      assertThat(own.requests()).hasSize(1);
    }
  }

  @Test
  void toolsAtHandAndToolsThatGuiceMakesAreInOneBox() {
    ThreadkeepModule module =
        new ThreadkeepModule(ConfigSources.load(OFFLINE))
            .tools(ToolBox.of(new Echo("at-hand", "Given.")))
            .overriding(new MadeByGuice("made"));
    Injector injector = Guice.createInjector(module);
    try (Threadkeep keep = injector.getInstance(Threadkeep.class)) {
      assertThat(keep.tools().names()).containsExactlyInAnyOrder("at-hand", "made");
    }
  }

  @Test
  void whoListensToTheEngineIsAddedToASet() {
    List<RunId> heard = new CopyOnWriteArrayList<>();
    EngineListener listener =
        new EngineListener() {
          @Override
          public void runSubmitted(Run run) {
            heard.add(run.id());
          }
        };
    ThreadkeepModule module =
        new ThreadkeepModule(ConfigSources.load(OFFLINE))
            .overriding(
                new AbstractModule() {
                  @Override
                  protected void configure() {
                    Multibinder.newSetBinder(binder(), EngineListener.class)
                        .addBinding()
                        .toInstance(listener);
                  }
                });
    try (Threadkeep keep = Guice.createInjector(module).getInstance(Threadkeep.class)) {
      Conversation chat = keep.conversations().start();
      chat.say("Who hears me?");
      PendingRun run = chat.run(keep.assistants().create(NewAssistant.named("Anyone")));
      assertThat(heard).containsExactly(run.id());
    }
  }

  @Test
  void twoToolsOfOneNameAreRefused() {
    ThreadkeepModule module =
        new ThreadkeepModule(ConfigSources.load(OFFLINE))
            .tools(ToolBox.of(new Echo("twin", "Given.")))
            .overriding(new MadeByGuice("twin"));
    Injector injector = Guice.createInjector(module);
    assertThatThrownBy(() -> injector.getInstance(Threadkeep.class))
        .hasRootCauseInstanceOf(InvalidInputException.class)
        .hasRootCauseMessage(
            "Invalid 'tools': expected tools with different names, but found 'twin' twice.");
  }

  @Test
  void aHostWithoutGuiceGivesItsToolsAlong() {
    try (Threadkeep keep = Threadkeep.open(OFFLINE, ToolBox.of(new Echo("at-hand", "Given.")))) {
      assertThat(keep.tools().names()).containsExactly("at-hand");
    }
    try (Threadkeep keep = Threadkeep.open(OFFLINE)) {
      assertThat(keep.tools().names()).isEmpty();
    }
  }

  @Test
  void aStoreThatDoesNotOpenLeavesNoTransportOpen() {
    AtomicBoolean closed = new AtomicBoolean();
    ModelTransport transport =
        new ModelTransport() {
          @Override
          public ModelReply call(ModelRequest request, ModelCall call) {
            throw new UnsupportedOperationException("Nothing is asked here.");
          }

          @Override
          public void close() {
            closed.set(true);
          }
        };
    ThreadkeepModule module =
        new ThreadkeepModule(ConfigSources.load(OFFLINE))
            .overriding(
                new AbstractModule() {
                  @Override
                  protected void configure() {
                    bind(ModelTransport.class).toInstance(transport);
                    bind(ThreadStore.class)
                        .toProvider(
                            () -> {
                              throw new StorageUnavailableException("The database is down.", null);
                            });
                  }
                });
    Injector injector = Guice.createInjector(module);
    assertThatThrownBy(() -> injector.getInstance(Threadkeep.class))
        .hasRootCauseInstanceOf(StorageUnavailableException.class);
    assertThat(closed).isTrue();
  }

  /** Says what it was asked. */
  private record Echo(String name, String description) implements Tool {
    @Override
    public ToolDefinition definition() {
      return new ToolDefinition(name, description).site(ToolSite.WORKER);
    }

    @Override
    public ToolOutput call(ToolRequest request) {
      return ToolOutput.of(request.arguments());
    }
  }

  /** What a host writes whose tools need its services. */
  private static final class MadeByGuice extends AbstractModule {
    private final String name;

    MadeByGuice(String name) {
      this.name = name;
    }

    @Override
    protected void configure() {
      Multibinder.newSetBinder(binder(), Tool.class)
          .addBinding()
          .toProvider(() -> new Echo(name, "Made."))
          .in(Singleton.class);
    }
  }
}
