package io.threadkeep.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import io.threadkeep.id.Scope;
import io.threadkeep.kit.Canaries;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Looks through every object that the store holds on to for what an erased user has said. */
class ErasedMemoryTest {
  private static final Scope USER = Scope.user("acme", "ann");

  @Test
  void nothingIsLeftOfWhatAUserHasSaid() throws IllegalAccessException {
    ManualClock clock = new ManualClock();
    InMemoryThreadStore store = new InMemoryThreadStore(clock);
    Canaries canaries = new Canaries(new Samples(clock));
    canaries.fly(store, USER);
    assertThat(textIn(store)).containsAll(canaries.words());
    while (store.erasures().erase(USER, null, 1).receipt().endedAt() == null) {
      // Batch by batch.
    }
    assertThat(textIn(store)).isNotEmpty().noneMatch(text -> text.contains("canary"));
  }

  private static Set<String> textIn(Object root) throws IllegalAccessException {
    Set<String> texts = new HashSet<>();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> waiting = new ArrayDeque<>();
    add(waiting, root);
    while (!waiting.isEmpty()) {
      Object next = waiting.pop();
      if (next instanceof String text) {
        texts.add(text);
      } else if (seen.add(next)) {
        if (next instanceof Map<?, ?> map) {
          map.forEach(
              (key, value) -> {
                add(waiting, key);
                add(waiting, value);
              });
        } else if (next instanceof Iterable<?> items) {
          items.forEach(item -> add(waiting, item));
        } else if (next instanceof Cache<?, ?> cache) {
          add(waiting, cache.asMap());
        } else {
          addFields(waiting, next);
        }
      }
    }
    return texts;
  }

  /** Of our own classes: what others hold is reached through what they let see. */
  private static void addFields(Deque<Object> waiting, Object object)
      throws IllegalAccessException {
    for (Class<?> type = object.getClass();
        type != null && type.getName().startsWith("io.threadkeep.") && !type.isHidden();
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          field.setAccessible(true);
          add(waiting, field.get(object));
        }
      }
    }
  }

  private static void add(Deque<Object> waiting, @Nullable Object object) {
    if (object != null) {
      waiting.push(object);
    }
  }
}
