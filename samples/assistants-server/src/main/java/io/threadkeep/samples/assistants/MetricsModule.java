package io.threadkeep.samples.assistants;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.micrometer.core.instrument.MeterRegistry;
import io.threadkeep.observe.EngineListener;
import io.threadkeep.observe.micrometer.MicrometerListener;

/** Has the engine tell a registry what it does. */
final class MetricsModule extends AbstractModule {
  private final MeterRegistry metrics;

  MetricsModule(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), EngineListener.class)
        .addBinding()
        .toInstance(new MicrometerListener(metrics));
  }
}
