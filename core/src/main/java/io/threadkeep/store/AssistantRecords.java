package io.threadkeep.store;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import java.util.Optional;

/** Assistants; they belong to the tenant, whichever of its users looks. */
public interface AssistantRecords {

  /** Stores {@code assistant}; again with the same id, returns the first. */
  Assistant create(Scope scope, Assistant assistant);

  Optional<Assistant> find(Scope scope, AssistantId id);

  /**
   * By creation; {@code page.after} is an assistant's id.
   *
   * @throws io.threadkeep.error.NotFoundException if {@code page.after} is not in scope
   */
  Page<Assistant> list(Scope scope, PageRequest page);

  /**
   * Puts {@code definition} in the place of the one with {@code revision}.
   *
   * @return the new one, or nothing if another update was quicker
   * @throws io.threadkeep.error.NotFoundException if the assistant is not in scope
   */
  Optional<Assistant> replace(Scope scope, AssistantId id, long revision, NewAssistant definition);

  /**
   * Removes the assistant; its runs keep what they copied.
   *
   * @throws io.threadkeep.error.NotFoundException if the assistant is not in scope
   */
  void delete(Scope scope, AssistantId id);
}
