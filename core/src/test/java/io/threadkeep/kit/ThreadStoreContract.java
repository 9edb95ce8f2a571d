package io.threadkeep.kit;

/**
 * What every {@link io.threadkeep.store.ThreadStore} must do, as numbered rules. A backend's test
 * implements {@link #harness} and runs them all:
 *
 * <pre>{@code
 * @ContractFor(MyThreadStore.class)
 * final class MyThreadStoreTest implements ThreadStoreContract {
 *   private static final StoreHarness HARNESS = new MyHarness();
 *
 *   @Override
 *   public StoreHarness harness() {
 *     return HARNESS;
 *   }
 * }
 * }</pre>
 *
 * <p>LOG: the messages of a thread. SEARCH: messages by their words. THREAD: threads, their lists
 * and their end. LIFE: threads that are archived, deleted for a while, restored and purged. FORK:
 * threads that begin as a part of another one. ASSISTANT: the same for assistants. RUN: runs as
 * their owner sees them, and the table of moves. BUSY: runs that meet another one on their thread.
 * QUEUE: runs as workers see them. TOOL: what is known of the effects of tool calls. GATE: how fast
 * models may be called. EVENT: what a run tells while it is at work. USAGE: what was used, added
 * up. BUDGET: how much may be spent. HEALTH: what operators see. RESTORE: what comes back from
 * elsewhere. WITHDRAW: messages whose words are taken back. SCOPE: nothing is possible outside the
 * caller's scope. DURABLE: what was stored is there after a restart and for other instances;
 * skipped by stores that keep their data for themselves.
 */
public interface ThreadStoreContract
    extends LogAppendRules,
        LogKeyRules,
        LogContentRules,
        LogPageRules,
        LogChangeRules,
        WithdrawalRules,
        SearchRules,
        SearchPageRules,
        ThreadRecordRules,
        ThreadListRules,
        ThreadDeleteRules,
        ThreadStateRules,
        ThreadGraceRules,
        ThreadPurgeRules,
        ForkRules,
        ForkUseRules,
        ForkEndRules,
        ForkReturnRules,
        AssistantRules,
        RunSubmitRules,
        RunMoveRules,
        RunOwnerRules,
        RunCommitRules,
        RunAdvanceRules,
        BusyThreadRules,
        BusyPolicyRules,
        QueueClaimRules,
        QueueLeaseRules,
        QueueReapRules,
        QueueFairRules,
        QueueBoundRules,
        BacklogRules,
        ToolLedgerRules,
        SummaryRules,
        ModelGateRules,
        UsageRules,
        UsageLedgerRules,
        BudgetRules,
        BudgetKeepingRules,
        EventRules,
        EventKeepingRules,
        RestoreRules,
        JobRules,
        RetentionRules,
        ErasureRules,
        ScopeRules,
        DurabilityRules {}
