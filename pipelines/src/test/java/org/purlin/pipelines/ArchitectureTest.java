package org.purlin.pipelines;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.purlin.pipelines.cli.Launch;

/**
 * The rules of the house that bytecode can show. A rule about classes still to come may be empty.
 */
@AnalyzeClasses(packages = "org.purlin", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule pipelinesUseIoAndIoUsesTransformsAndNeverBack =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("pipelines")
          .definedBy("org.purlin.pipelines..")
          .layer("io")
          .definedBy("org.purlin.io..")
          .layer("transforms")
          .definedBy("org.purlin.transforms..")
          .whereLayer("pipelines")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("io")
          .mayOnlyBeAccessedByLayers("pipelines")
          .whereLayer("transforms")
          .mayOnlyBeAccessedByLayers("io", "pipelines")
          .because("pure code stays testable without the world");

  @ArchTest
  static final ArchRule connectorsAreStrangers =
      slices()
          .matching("org.purlin.io.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              alwaysTrue(),
              resideInAnyPackage(
                  "org.purlin.io.http..",
                  "org.purlin.io.secret..",
                  "org.purlin.io.landing..",
                  "org.purlin.io.ledger..",
                  "org.purlin.io.rest..",
                  "org.purlin.io.staging.."))
          .allowEmptyShould(true)
          .because("deleting a connector's folder must not break another connector");

  @ArchTest
  static final ArchRule theSandboxSeesNoneOfOurs =
      noClasses()
          .that()
          .resideInAPackage("org.purlin.sandbox..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.purlin..").and(not(resideInAPackage("org.purlin.sandbox.."))))
          .allowEmptyShould(true)
          .because("a fake must not share the misunderstanding it should catch");

  @ArchTest
  static final ArchRule onlyDemosUseTheSandbox =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.purlin.transforms..", "org.purlin.io..", "org.purlin.pipelines..")
          .and()
          .resideOutsideOfPackage("org.purlin.pipelines.cli..")
          .should()
          .dependOnClassesThat(resideInAPackage("org.purlin.sandbox.."))
          .because("what runs against a real system must not know the stand-in");

  @ArchTest
  static final ArchRule doFnsAreNotPublic =
      classes()
          .that()
          .areAssignableTo(DoFn.class)
          .should()
          .notBePublic()
          .allowEmptyShould(true)
          .because("how a transform is built may change");

  @ArchTest
  static final ArchRule transformsAreVerbs =
      noClasses()
          .that()
          .areAssignableTo(PTransform.class)
          .should()
          .haveNameMatching(".*(Transform|Source|Sink|Reader|Writer)")
          .allowEmptyShould(true)
          .because("Beam's style guide asks for verbs");

  @ArchTest
  static final ArchRule everyOptionIsDescribed =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .areAssignableTo(PipelineOptions.class)
          .and()
          .haveNameMatching("(get|is)[A-Z].*")
          .should()
          .beAnnotatedWith(Description.class)
          .because("the help pages are made from the descriptions");

  @ArchTest
  static final ArchRule onlyLaunchEndsTheJvm =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Launch.class)
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class)
          .because("tests run whole jobs in their own JVM");

  @ArchTest
  static final ArchRule noLibraryShowsInIosSignatures =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat(
              resideInAPackage("org.purlin.io..").and(modifier(JavaModifier.PUBLIC)))
          .should(mentionOnlyJavaBeamAndOurs())
          .allowEmptyShould(true)
          .because("a client library can be replaced");

  private static ArchCondition<JavaMethod> mentionOnlyJavaBeamAndOurs() {
    return new ArchCondition<>("mention only types of Java, Beam and ours") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean beams =
            Stream.concat(
                    method.getOwner().getAllRawSuperclasses().stream(),
                    method.getOwner().getAllRawInterfaces().stream())
                .anyMatch(type -> type.getName().startsWith("org.apache.beam."));
        types(method)
            .filter(type -> !isWelcome(type, beams))
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            method, method.getFullName() + " mentions " + type.getName())));
      }
    };
  }

  private static Stream<JavaClass> types(JavaCodeUnit method) {
    return Stream.of(
            Stream.of(method.getRawReturnType()),
            method.getRawParameterTypes().stream(),
            method.getExceptionTypes().stream())
        .flatMap(types -> types)
        .map(JavaClass::getBaseComponentType);
  }

  private static boolean isWelcome(JavaClass type, boolean inBeamsOwnSignature) {
    String name = type.getName();
    return type.isPrimitive()
        || Stream.of("java.", "javax.sql.", "org.apache.beam.", "org.purlin.")
            .anyMatch(name::startsWith)
        || (inBeamsOwnSignature && name.startsWith("org.joda.time."));
  }
}
