package io.threadkeep.budget;

/** Who has a budget. */
public enum BudgetSubject {
  TENANT,
  /** What belongs to no user of the tenant has one budget together. */
  USER,
  THREAD
}
