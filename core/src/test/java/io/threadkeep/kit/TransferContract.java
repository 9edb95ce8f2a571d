package io.threadkeep.kit;

/**
 * What goes out of a store and comes into another is the same, as numbered rules: whoever writes a
 * backend runs them behind {@link ThreadStoreContract}. Each store takes a file in and gives it out
 * again byte for byte, so that any two of them can be the ends.
 */
public interface TransferContract
    extends TransferRules,
        TransferRepairRules,
        TransferForkRules,
        TransferSharedRules,
        TransferHostileRules,
        TransferStateRules,
        SavedAnswerRules,
        SavedLossRules,
        SavedBoundRules {}
