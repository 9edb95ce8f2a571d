package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.architecture.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {}
