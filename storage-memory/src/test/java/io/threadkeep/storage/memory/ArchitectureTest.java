package io.threadkeep.storage.memory;

import io.threadkeep.kit.architecture.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {}
