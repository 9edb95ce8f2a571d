package io.threadkeep.samples.benchmarks;

import io.threadkeep.samples.benchmarks.measure.Effort;
import io.threadkeep.samples.benchmarks.report.Finding;
import java.util.List;

/** One group of lines of the report. */
@FunctionalInterface
interface Section {
  List<Finding> measure(Effort effort) throws Exception;
}
