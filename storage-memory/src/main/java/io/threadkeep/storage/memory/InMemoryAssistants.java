package io.threadkeep.storage.memory;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.store.AssistantRecords;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Assistants, by tenant; never forgotten. */
final class InMemoryAssistants implements AssistantRecords {
  private final Memory memory;
  private final Map<AssistantId, Held> all = new HashMap<>();
  private final Map<String, NavigableMap<Place, Held>> byTenant = new HashMap<>();

  InMemoryAssistants(Memory memory) {
    this.memory = memory;
  }

  private record Held(String tenant, Assistant assistant) {
    Place place() {
      return Place.of(assistant.createdAt(), assistant.id());
    }
  }

  @Override
  public Assistant create(Scope scope, Assistant assistant) {
    return memory.transaction(
        () -> {
          Held first = all.get(assistant.id());
          if (first == null) {
            put(new Held(scope.tenant(), assistant));
            return assistant;
          }
          if (!first.tenant().equals(scope.tenant())) {
            throw Memory.taken(assistant.id());
          }
          return first.assistant();
        });
  }

  @Override
  public Optional<Assistant> find(Scope scope, AssistantId id) {
    return memory.transaction(() -> held(scope, id).map(Held::assistant));
  }

  @Override
  public Page<Assistant> list(Scope scope, PageRequest page) {
    return memory.transaction(
        () ->
            Pages.cut(
                byTenant.getOrDefault(scope.tenant(), Collections.emptyNavigableMap()),
                page,
                placeOf(scope, page.after()),
                held -> true,
                Held::assistant,
                assistant -> assistant.id().value()));
  }

  private @Nullable Place placeOf(Scope scope, @Nullable String after) {
    if (after == null) {
      return null;
    }
    return Wanted.id(after, AssistantId::new)
        .flatMap(id -> held(scope, id))
        .map(Held::place)
        .orElseThrow(() -> new NotFoundException("assistant", after));
  }

  @Override
  public Optional<Assistant> replace(
      Scope scope, AssistantId id, long revision, NewAssistant definition) {
    return memory.transaction(
        () -> {
          Assistant old = require(scope, id).assistant();
          if (old.revision() != revision) {
            return Optional.empty();
          }
          Assistant replaced = new Assistant(id, revision + 1, old.createdAt(), definition);
          put(new Held(scope.tenant(), replaced));
          return Optional.of(replaced);
        });
  }

  @Override
  public void delete(Scope scope, AssistantId id) {
    memory.transaction(
        () -> {
          Held held = require(scope, id);
          all.remove(id);
          byTenant.computeIfPresent(
              held.tenant(),
              (tenant, assistants) -> {
                assistants.remove(held.place());
                return assistants.isEmpty() ? null : assistants;
              });
          return held;
        });
  }

  private void put(Held held) {
    all.put(held.assistant().id(), held);
    byTenant.computeIfAbsent(held.tenant(), none -> new TreeMap<>()).put(held.place(), held);
  }

  private Optional<Held> held(Scope scope, AssistantId id) {
    return Optional.ofNullable(all.get(id)).filter(held -> held.tenant().equals(scope.tenant()));
  }

  private Held require(Scope scope, AssistantId id) {
    return held(scope, id).orElseThrow(() -> new NotFoundException("assistant", id.value()));
  }

  /** Within a transaction. */
  boolean hasAny(String tenant) {
    return all.values().stream().anyMatch(held -> held.tenant().equals(tenant));
  }

  /** Within a transaction; returns how many. */
  int removeAll(String tenant) {
    byTenant.remove(tenant);
    int before = all.size();
    all.values().removeIf(held -> held.tenant().equals(tenant));
    return before - all.size();
  }
}
