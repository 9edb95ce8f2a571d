package io.threadkeep.storage.memory;

import io.threadkeep.store.AssistantRecords;
import io.threadkeep.store.Budgets;
import io.threadkeep.store.Erasures;
import io.threadkeep.store.Jobs;
import io.threadkeep.store.MessageLog;
import io.threadkeep.store.MessageSearch;
import io.threadkeep.store.ModelGates;
import io.threadkeep.store.RunQueue;
import io.threadkeep.store.RunRecords;
import io.threadkeep.store.Summaries;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.store.ThreadRetention;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.store.ToolLedger;
import io.threadkeep.store.UsageRecords;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sound store of which single methods are twisted. */
final class TwistedStore implements ThreadStore {
  private final ThreadStore sound;
  private final Map<String, Twist> twists = new HashMap<>();

  TwistedStore(ThreadStore sound) {
    this.sound = sound;
  }

  /** What a method does instead. */
  interface Twist {
    @Nullable Object apply(Call call) throws Throwable;
  }

  /** A call on its way to the sound store. */
  record Call(ThreadStore store, Object role, Method method, List<@Nullable Object> arguments) {

    @Nullable Object proceed() throws Throwable {
      try {
        return method.invoke(role, arguments.toArray());
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    }

    <T> T argument(int index, Class<T> type) {
      return type.cast(Objects.requireNonNull(arguments.get(index)));
    }

    Call with(int index, @Nullable Object argument) {
      List<@Nullable Object> changed = new ArrayList<>(arguments);
      changed.set(index, argument);
      return new Call(store, role, method, changed);
    }
  }

  /**
   * @param method interface and name, such as {@code MessageLog.append}
   */
  TwistedStore twist(String method, Twist twist) {
    twists.put(method, twist);
    return this;
  }

  @Override
  public ThreadRecords threads() {
    return twisted(ThreadRecords.class, sound.threads());
  }

  @Override
  public MessageLog messages() {
    return twisted(MessageLog.class, sound.messages());
  }

  @Override
  public MessageSearch search() {
    return twisted(MessageSearch.class, sound.search());
  }

  @Override
  public AssistantRecords assistants() {
    return twisted(AssistantRecords.class, sound.assistants());
  }

  @Override
  public RunRecords runs() {
    return twisted(RunRecords.class, sound.runs());
  }

  @Override
  public RunQueue queue() {
    return twisted(RunQueue.class, sound.queue());
  }

  @Override
  public ToolLedger toolCalls() {
    return twisted(ToolLedger.class, sound.toolCalls());
  }

  @Override
  public ModelGates gates() {
    return twisted(ModelGates.class, sound.gates());
  }

  @Override
  public UsageRecords usage() {
    return twisted(UsageRecords.class, sound.usage());
  }

  @Override
  public Jobs jobs() {
    return twisted(Jobs.class, sound.jobs());
  }

  @Override
  public Erasures erasures() {
    return twisted(Erasures.class, sound.erasures());
  }

  @Override
  public ThreadRetention retention() {
    return twisted(ThreadRetention.class, sound.retention());
  }

  @Override
  public Summaries summaries() {
    return twisted(Summaries.class, sound.summaries());
  }

  @Override
  public Budgets budgets() {
    return twisted(Budgets.class, sound.budgets());
  }

  @Override
  public void close() {
    sound.close();
  }

  private <R> R twisted(Class<R> type, R role) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              List<@Nullable Object> given =
                  arguments == null ? List.of() : Arrays.asList(arguments);
              Call call = new Call(sound, role, method, given);
              Twist twist = twists.get(type.getSimpleName() + "." + method.getName());
              return twist == null ? call.proceed() : twist.apply(call);
            });
    return type.cast(proxy);
  }
}
