package io.threadkeep.budget;

import io.threadkeep.error.ThreadkeepException;
import java.time.LocalDate;

/** A model that a budget in money cannot reckon with. It was not called. */
public final class ModelWithoutPriceException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final String model;
  private final String budget;

  public ModelWithoutPriceException(String model, String budget, LocalDate day) {
    super(
        "The budget '"
            + budget
            + "' is in money, and the model '"
            + model
            + "' has no price on "
            + day
            + ". The model was not called: add its price to threadkeep.prices.models.");
    this.model = model;
    this.budget = budget;
  }

  public String model() {
    return model;
  }

  public String budget() {
    return budget;
  }
}
