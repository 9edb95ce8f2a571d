package io.threadkeep.kit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.resolvers.SelectedClassResolverFromClasspath;
import com.tngtech.archunit.lang.ArchRule;
import io.threadkeep.kit.ContractRule;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.transport.ModelTransport;
import java.net.URI;

/**
 * What each module's {@code ArchitectureTest} extends: the rules hold for the module and for what
 * it stands on.
 */
public abstract class ArchitectureRules {
  private static final String GENERATED = "io.threadkeep.storage.jdbc.schema..";

  private static final String TEST_EXTENSION = "io.threadkeep.transport.fake.junit";

  /** Fewer than core alone has: a scan that finds less has looked in the wrong place. */
  private static final int FEWEST_CLASSES = 150;

  private static final JavaClasses EVERYTHING = everything();
  private static final JavaClasses MAIN =
      EVERYTHING.that(
          describe(
              "are not tests",
              type -> type.getSource().map(source -> isMain(source.getUri())).orElse(false)));

  /** What others' classes look like inside is nobody's question here, and takes long to read. */
  private static JavaClasses everything() {
    ArchConfiguration scan = ArchConfiguration.get();
    scan.setClassResolver(SelectedClassResolverFromClasspath.class);
    scan.setClassResolverArguments("io.threadkeep", "java.lang");
    return new ClassFileImporter().importPackages("io.threadkeep");
  }

  private static boolean isMain(URI source) {
    Location location = Location.of(source);
    return ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location)
        && !location.contains("-tests.jar");
  }

  @ContractRule("ARCH-0")
  void theScanFindsTheHouse() {
    assertThat(MAIN.size()).isGreaterThan(FEWEST_CLASSES);
  }

  @ContractRule("ARCH-1")
  void packagesFormNoCycle() {
    check(
        slices()
            .assignedFrom(new EachPackage())
            .should()
            .beFreeOfCycles()
            .ignoreDependency(resideInAPackage(GENERATED), resideInAPackage(GENERATED))
            .because("a reader must be able to start at the bottom and read upwards"));
  }

  @ContractRule("ARCH-2")
  void coreIsBuiltInLayers() {
    check(
        classes()
            .that(resideInAPackage("io.threadkeep.."))
            .should(new DependOnLowerLayers())
            .because("data flows one way, and each package imports only those before it"));
  }

  @ContractRule("ARCH-3")
  void edgesDoNotKnowEachOther() {
    check(
        slices()
            .matching("io.threadkeep.(storage|transport).(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                resideInAPackage(TEST_EXTENSION), resideInAPackage("io.threadkeep.storage.memory"))
            .because("a host must be able to take one backend without another"));
  }

  @ContractRule("ARCH-4")
  void onlyWiringAndModuleClassesKnowGuice() {
    check(
        noClasses()
            .that(not(resideInAPackage("io.threadkeep.wiring")))
            .and()
            .haveSimpleNameNotEndingWith("Module")
            .should()
            .dependOnClassesThat(resideInAnyPackage("com.google.inject..", "jakarta.inject.."))
            .because(
                "there is one composition root, and everything else is built by its constructor"));
  }

  @ContractRule("ARCH-5")
  void onlyStorageJdbcKnowsSql() {
    check(
        onlyIn(
            "io.threadkeep.storage.jdbc..",
            "org.jooq..",
            "java.sql..",
            "com.zaxxer..",
            "org.h2.."));
  }

  @ContractRule("ARCH-6")
  void onlyTransportOpenaiKnowsTheVendor() {
    check(
        onlyIn(
            "io.threadkeep.transport.openai..",
            "com.openai..",
            "okhttp3..",
            "kotlin..",
            "com.knuddels.."));
  }

  @ContractRule("ARCH-7")
  void onlyStoresKnowCaffeine() {
    check(onlyIn("io.threadkeep.storage..", "com.github.benmanes.."));
  }

  @ContractRule("ARCH-8")
  void noInternalTypeIsInAPublicSignature() {
    check(
        classes()
            .that(not(resideInAPackage("..internal..")))
            .should(new KeepInternalsOutOfSignatures())
            .because("a host cannot name an internal type, so it must never be handed one"));
  }

  @ContractRule("ARCH-9")
  void clocksRandomnessAndSleepComeThroughOneDoor() {
    check(
        noClasses()
            .that(not(resideInAnyPackage("io.threadkeep.internal.time", "io.threadkeep.samples..")))
            .should(new ReadTheMachine())
            .because("what is read in place cannot be simulated, and no test can move it"));
  }

  @ContractRule("ARCH-10")
  void everyPackageIsNullMarked() {
    check(
        classes()
            .that(not(resideInAPackage(GENERATED)))
            .should(new StandInNullMarkedPackages())
            .because("whoever calls must see from the type what may be null"));
  }

  @ContractRule("ARCH-11")
  void everyBackendHasItsContractTest() {
    check(
        classes()
            .that()
            .areAssignableTo(ThreadStore.class)
            .or()
            .areAssignableTo(ModelTransport.class)
            .should(new HaveContractTest(EVERYTHING))
            .because("a backend that does not run the contract keeps no promise"));
  }

  @ContractRule("ARCH-12")
  void publicClassesAreNotOpenByAccident() {
    check(
        classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .and(not(resideInAPackage(GENERATED)))
            .should(new BeClosedOrMeantToBeExtended())
            .because("whatever can be extended will be, and can then never change"));
  }

  @ContractRule("ARCH-13")
  void nothingIsReadByClassName() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName(
                "com.fasterxml.jackson.databind.jsontype.impl.LaissezFaireSubTypeValidator")
            .because("stored text must never choose which code runs"));
  }

  @ContractRule("ARCH-14")
  void nothingIsPrintedOutsideTheSamples() {
    check(
        noClasses()
            .that(not(resideInAPackage("io.threadkeep.samples..")))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .because("a library speaks through its host's logging"));
  }

  @ContractRule("ARCH-15")
  void onlyTheTestExtensionKnowsJUnit() {
    check(onlyIn(TEST_EXTENSION, "org.junit..", "org.opentest4j.."));
  }

  private static ArchRule onlyIn(String home, String... libraries) {
    return noClasses()
        .that(not(resideInAnyPackage(home, "io.threadkeep.samples..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage(libraries))
        .because("a library that one module needs must not become everybody's");
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(MAIN);
  }
}
