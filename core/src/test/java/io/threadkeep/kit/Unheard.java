package io.threadkeep.kit;

import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.store.AssistantRecords;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.MessageLog;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunQueue;
import io.threadkeep.store.RunRecords;
import io.threadkeep.store.StorageUnavailableException;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.store.ThreadStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A store that no heartbeat reaches, as behind a network that is cut. */
record Unheard(ThreadStore store) implements ThreadStore {

  @Override
  public ThreadRecords threads() {
    return store.threads();
  }

  @Override
  public MessageLog messages() {
    return store.messages();
  }

  @Override
  public AssistantRecords assistants() {
    return store.assistants();
  }

  @Override
  public RunRecords runs() {
    return store.runs();
  }

  @Override
  public RunQueue queue() {
    return new UnheardQueue(store.queue());
  }

  @Override
  public void close() {}

  private record UnheardQueue(RunQueue queue) implements RunQueue {
    @Override
    public List<LeasedRun> claim(Claimant claimant, int limit) {
      return queue.claim(claimant, limit);
    }

    @Override
    public Map<Lease, LeaseState> heartbeat(List<Lease> leases, Duration duration) {
      throw new StorageUnavailableException("No heartbeat gets through.", null);
    }

    @Override
    public Run commit(Lease lease, RunCommit commit) {
      return queue.commit(lease, commit);
    }

    @Override
    public List<Run> reap(int maxAttempts, int limit) {
      return queue.reap(maxAttempts, limit);
    }

    @Override
    public int forgetKeys(Duration age, int limit) {
      return queue.forgetKeys(age, limit);
    }
  }
}
