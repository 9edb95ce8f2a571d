package io.threadkeep.samples.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.threadkeep.samples.cli.report.Assumptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code report.conf}, or the {@code report} section of a file, says. */
record ReportSettings(List<String> policies, Assumptions assumptions) {
  static final String EXAMPLE = "report.conf";

  static ReportSettings read(@Nullable Path file) {
    Config report = section(file);
    try {
      return new ReportSettings(report.getStringList("policies"), Assumptions.of(report));
    } catch (ConfigException e) {
      throw new UsageException("The report section cannot be used: " + e.getMessage());
    }
  }

  private static Config section(@Nullable Path file) {
    try {
      Config own = file == null ? ConfigFactory.empty() : ConfigFactory.parseFile(file.toFile());
      Config example = ConfigFactory.parseResources(ReportSettings.class, "/" + EXAMPLE);
      return ConfigFactory.load(own.withFallback(example)).getConfig("report");
    } catch (ConfigException e) {
      // Where, but not what: the file may hold secrets.
      throw new UsageException(
          "The configuration cannot be read: "
              + (e.origin() == null ? EXAMPLE : e.origin().description()));
    }
  }
}
