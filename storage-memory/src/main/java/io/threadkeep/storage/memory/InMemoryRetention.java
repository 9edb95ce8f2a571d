package io.threadkeep.storage.memory;

import io.threadkeep.id.ThreadId;
import io.threadkeep.retention.RetentionAction;
import io.threadkeep.retention.RetentionCondition;
import io.threadkeep.retention.RetentionRule;
import io.threadkeep.retention.RuleCount;
import io.threadkeep.store.JobLease;
import io.threadkeep.store.RetentionBatch;
import io.threadkeep.store.RetentionStep;
import io.threadkeep.store.ThreadRetention;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The rules by which threads are archived and deleted. */
final class InMemoryRetention implements ThreadRetention {
  private final Memory memory;
  private final InMemoryJobs jobs;

  InMemoryRetention(Memory memory, InMemoryJobs jobs) {
    this.memory = memory;
    this.jobs = jobs;
  }

  @Override
  public RetentionBatch look(RetentionStep step) {
    return memory.transaction(() -> walk(step, (thread, rule) -> {}));
  }

  @Override
  public String apply(
      JobLease lease, String progress, RetentionStep step, Function<RetentionBatch, String> next) {
    return memory.transaction(
        () -> {
          jobs.requireHeld(lease);
          return jobs.keep(lease, next.apply(walk(step, this::apply)));
        });
  }

  private void apply(HeldThread thread, RetentionRule rule) {
    if (rule.action() == RetentionAction.ARCHIVE) {
      thread.archive();
    } else {
      memory.delete(thread, memory.now().plus(rule.grace()));
    }
  }

  private RetentionBatch walk(
      RetentionStep step, BiConsumer<HeldThread, RetentionRule> application) {
    Instant now = memory.now();
    List<HeldThread> threads = memory.index().after(step.after(), step.limit());
    Map<String, RuleCount> counts = new LinkedHashMap<>();
    for (HeldThread thread : threads) {
      rule(step.rules(), thread, now)
          .ifPresent(
              rule -> {
                counts.merge(
                    rule.name(),
                    thread.isBusy() ? new RuleCount(1, 0, 1) : new RuleCount(1, 1, 0),
                    RuleCount::plus);
                if (!thread.isBusy()) {
                  application.accept(thread, rule);
                }
              });
    }
    ThreadId last = threads.isEmpty() ? null : threads.get(threads.size() - 1).id();
    return new RetentionBatch(last, threads.size(), counts, threads.size() == step.limit());
  }

  private static Optional<RetentionRule> rule(
      List<RetentionRule> rules, HeldThread thread, Instant now) {
    return rules.stream().filter(rule -> fits(rule, thread.shown(), now)).findFirst();
  }

  private static boolean fits(RetentionRule rule, ChatThread thread, Instant now) {
    RetentionCondition wanted = rule.condition();
    boolean inState =
        rule.action() == RetentionAction.ARCHIVE
            ? thread.state() == ThreadState.ACTIVE
            : thread.state() != ThreadState.DELETED;
    return inState
        && !thread.createdAt().isAfter(now.minus(wanted.olderThan()))
        && !thread.activeAt().isAfter(now.minus(wanted.idle()))
        && thread.messageCount() >= wanted.messagesAtLeast()
        && thread.messageCount() <= wanted.messagesAtMost()
        && thread.metadata().containsAll(wanted.metadata())
        && (wanted.tenant() == null || wanted.tenant().equals(thread.owner().tenant()));
  }
}
