package io.threadkeep;

import io.threadkeep.kit.architecture.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {}
