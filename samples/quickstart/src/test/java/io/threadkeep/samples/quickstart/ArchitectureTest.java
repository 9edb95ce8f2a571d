package io.threadkeep.samples.quickstart;

import io.threadkeep.kit.architecture.ArchitectureRules;

/** Sees the whole house: core and every edge. */
class ArchitectureTest extends ArchitectureRules {}
