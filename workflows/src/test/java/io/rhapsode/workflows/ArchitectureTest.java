package io.rhapsode.workflows;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.apache.beam.sdk.transforms.DoFn;
import org.junit.jupiter.api.Test;

/** Who may know whom: the modules, the packages inside them, and the libraries they keep apart. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .withImportOption(place -> !place.contains("-tests.jar"))
          .importPackages("io.rhapsode");

  @Test
  void stagesKnowPipelineOnly() {
    ArchRule rule =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("workflows")
            .definedBy("io.rhapsode.workflows..")
            .layer("ingest")
            .definedBy("io.rhapsode.ingest..")
            .layer("synth")
            .definedBy("io.rhapsode.synth..")
            .layer("mux")
            .definedBy("io.rhapsode.mux..")
            .layer("pipeline")
            .definedBy("io.rhapsode.pipeline..")
            .whereLayer("workflows")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("ingest")
            .mayOnlyBeAccessedByLayers("workflows")
            .whereLayer("synth")
            .mayOnlyBeAccessedByLayers("workflows")
            .whereLayer("mux")
            .mayOnlyBeAccessedByLayers("workflows")
            .whereLayer("pipeline")
            .mayOnlyBeAccessedByLayers("workflows", "ingest", "synth", "mux")
            .because("stages share types of pipeline and know nothing of one another");
    rule.check(CLASSES);
  }

  @Test
  void packagesAreFreeOfCycles() {
    ArchRule rule =
        slices()
            .matching("io.rhapsode.(**)")
            .should()
            .beFreeOfCycles()
            .because("a package can be read, tested and moved with those below it only");
    rule.check(CLASSES);
  }

  @Test
  void commandsNameNoFamily() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("io.rhapsode.workflows..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rhapsode.synth.family.*..")
            .because("a family of models is added in synth alone");
    rule.check(CLASSES);
  }

  @Test
  void documentsBelongToIngest() {
    ArchRule rule =
        only(
                "ingest",
                "org.apache.tika..",
                "org.jsoup..",
                "org.apache.pdfbox..",
                "org.commonmark..")
            .because("no other module may know how a document was read");
    rule.check(CLASSES);
  }

  @Test
  void tensorsBelongToSynth() {
    ArchRule rule =
        only("synth", "ai.djl..", "com.sun.jna..")
            .because("the rest of the product sees samples and word times");
    rule.check(CLASSES);
  }

  @Test
  void ffmpegBelongsToMux() {
    ArchRule rule =
        only("mux", "org.bytedeco..").because("its types and its manual memory must not leak");
    rule.check(CLASSES);
  }

  @Test
  void commandLineAndRunnersBelongToWorkflows() {
    ArchRule rule =
        only(
                "workflows",
                "picocli..",
                "me.tongfei..",
                "org.apache.beam.runners..",
                "org.apache.flink..")
            .because("stages run on any runner and from any front door");
    rule.check(CLASSES);
  }

  @Test
  void vendoredLibrariesAreLeftAlone() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.beam.vendor..", "org.apache.flink.shaded..")
            .because("what others have relocated for themselves changes without notice");
    rule.check(CLASSES);
  }

  @Test
  void beamFunctionsAreThin() {
    ArchRule rule =
        classes()
            .that()
            .areAssignableTo(DoFn.class)
            .should()
            .haveSimpleNameEndingWith("Fn")
            .andShould(endBeforeLine(80))
            .because("they are shells: the logic is in plain classes that are tested without Beam");
    rule.check(CLASSES);
  }

  private static ArchRule only(String module, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage("io.rhapsode.%s..".formatted(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }

  private static ArchCondition<JavaClass> endBeforeLine(int most) {
    return new ArchCondition<>("end before line " + most) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        int last =
            type.getAccessesFromSelf().stream().mapToInt(JavaAccess::getLineNumber).max().orElse(0);
        events.add(
            new SimpleConditionEvent(
                type, last < most, "%s goes on to line %d".formatted(type.getName(), last)));
      }
    };
  }
}
