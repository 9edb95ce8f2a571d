package io.threadkeep.transport.fake.junit;

import io.threadkeep.Assistants;
import io.threadkeep.Conversations;
import io.threadkeep.ManualTime;
import io.threadkeep.ManualWorker;
import io.threadkeep.RunExecutor;
import io.threadkeep.Threadkeep;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.transport.fake.FakeTransport;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What a test may ask for, by type. */
final class Parameters {
  private static final Map<Class<?>, Function<OpenThreadkeep, Object>> BY_TYPE =
      Map.of(
          Threadkeep.class, OpenThreadkeep::keep,
          Conversations.class, open -> open.keep().conversations(),
          Assistants.class, open -> open.keep().assistants(),
          RunExecutor.class, open -> open.keep().runs(),
          FakeTransport.class, OpenThreadkeep::fake,
          ThreadStore.class, open -> open.foundations().store(),
          ManualWorker.class, Parameters::worker,
          ManualTime.class, open -> worker(open).time());

  private Parameters() {}

  static boolean has(Class<?> type) {
    return BY_TYPE.containsKey(type);
  }

  static Object find(Class<?> type, OpenThreadkeep open) {
    return Objects.requireNonNull(BY_TYPE.get(type)).apply(open);
  }

  private static ManualWorker worker(OpenThreadkeep open) {
    ManualWorker worker = open.worker();
    if (worker == null) {
      throw new ParameterResolutionException(
          "A worker that is at work all the time takes no orders, and its time is the machine's: ask"
              + " for neither, or take @RunningWorker away.");
    }
    return worker;
  }
}
