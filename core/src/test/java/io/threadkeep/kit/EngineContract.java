package io.threadkeep.kit;

/**
 * What the run engine keeps on every store, as numbered rules: whoever writes a backend runs them
 * behind {@link ThreadStoreContract}.
 *
 * <p>Leases, delays and expiry pass on the trial's clock; threads, heartbeats and polls are real.
 */
public interface EngineContract
    extends EngineTurnRules,
        EngineKeyRules,
        EngineFailureRules,
        EngineContextRules,
        EngineForkRules,
        EngineSummaryRules,
        EngineWithdrawalRules,
        EngineToolRules,
        EngineOwnerRules,
        EngineRescueRules,
        EngineBusyRules,
        EngineQueueRules,
        EngineServedRules,
        EngineGateRules,
        EngineBudgetRules,
        EngineCostRules,
        EngineObservationRules,
        EngineStreamRules,
        EngineStreamFailureRules,
        EngineListenerRules,
        EngineSilenceRules,
        EngineRetentionRules {}
