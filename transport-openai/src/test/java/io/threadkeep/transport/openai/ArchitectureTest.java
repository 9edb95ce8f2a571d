package io.threadkeep.transport.openai;

import io.threadkeep.kit.architecture.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {}
