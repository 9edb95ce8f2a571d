package io.threadkeep.samples.supportdesk;

import io.threadkeep.kit.architecture.ArchitectureRules;

/** A host keeps to the rules of the house that it stands in. */
class ArchitectureTest extends ArchitectureRules {}
