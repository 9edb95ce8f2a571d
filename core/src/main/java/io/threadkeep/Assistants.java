package io.threadkeep;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.store.AssistantRecords;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The assistants of one tenant: create, get, list, update, delete. */
public final class Assistants {
  private final Desk desk;
  private final AssistantRecords assistants;
  private final Scope scope;

  Assistants(Desk desk, Scope scope) {
    this.desk = desk;
    this.assistants = desk.store().assistants();
    this.scope = scope;
  }

  /**
   * @throws io.threadkeep.error.InvalidInputException if its context policy is written in no way
   *     that is known here
   */
  public Assistant create(NewAssistant definition) {
    return assistants.create(
        scope,
        new Assistant(desk.ids().assistant(), 1, desk.clock().instant(), checked(definition)));
  }

  /**
   * @throws NotFoundException if the tenant has no such assistant
   */
  public Assistant get(AssistantId id) {
    return assistants
        .find(scope, id)
        .orElseThrow(() -> new NotFoundException("assistant", id.value()));
  }

  public Page<Assistant> list(PageRequest page) {
    return assistants.list(scope, page);
  }

  /**
   * Changes an assistant: {@code update(id, a -> a.instructions("Be brief."))}. No update is lost:
   * if another one gets in between, {@code change} is applied anew to its result.
   *
   * @throws NotFoundException if the tenant has no such assistant
   */
  public Assistant update(AssistantId id, UnaryOperator<NewAssistant> change) {
    while (true) {
      Assistant current = get(id);
      Optional<Assistant> updated =
          assistants.replace(
              scope, id, current.revision(), checked(change.apply(current.definition())));
      if (updated.isPresent()) {
        return updated.get();
      }
    }
  }

  /**
   * Removes the assistant. Runs that it was submitted for keep what they copied, and go on.
   *
   * @throws NotFoundException if the tenant has no such assistant
   */
  public void delete(AssistantId id) {
    assistants.delete(scope, id);
  }

  private NewAssistant checked(NewAssistant definition) {
    if (definition.context() != null) {
      ContextPolicy unused = desk.policies().parse(definition.context());
    }
    return definition;
  }
}
