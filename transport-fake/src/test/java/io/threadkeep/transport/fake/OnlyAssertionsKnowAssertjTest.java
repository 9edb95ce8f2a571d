package io.threadkeep.transport.fake;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** AssertJ is optional: what a packaged host loads must do without it. */
class OnlyAssertionsKnowAssertjTest {

  @Test
  void nothingOutsideTheAssertionsNeedsAssertjOrThem() {
    JavaClasses main =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.threadkeep.transport.fake");
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.threadkeep.transport.fake.assertion..", "io.threadkeep.transport.fake.junit..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.assertj..")
                .or(resideInAPackage("io.threadkeep.transport.fake.assertion..")))
        .check(main);
  }
}
