package io.threadkeep.transport.fake;

import io.threadkeep.kit.architecture.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {}
