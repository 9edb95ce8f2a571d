package io.threadkeep.samples.benchmarks;

import io.threadkeep.kit.architecture.ArchitectureRules;

/** The benchmarks stand on the house as any host does. */
class ArchitectureTest extends ArchitectureRules {}
