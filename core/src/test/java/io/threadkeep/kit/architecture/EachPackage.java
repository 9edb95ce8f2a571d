package io.threadkeep.kit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Each package is a slice of its own, the root package too. */
final class EachPackage implements SliceAssignment {

  @Override
  public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
    return javaClass.getPackageName().startsWith("io.threadkeep")
        ? SliceIdentifier.of(javaClass.getPackageName())
        : SliceIdentifier.ignore();
  }

  @Override
  public String getDescription() {
    return "each package";
  }
}
