package dev.fleetrl.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.fleetrl.contracts.FunctionalCore;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

@AnalyzeClasses(packages = "dev.fleetrl", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> FUNCTIONAL_CORE = DescribedPredicate.describe(
            "of a functional core", type -> type.getPackage().isAnnotatedWith(FunctionalCore.class));

    @ArchTest
    static final ArchRule aCoreDoesNoInputOrOutput = noClasses()
            .that(FUNCTIONAL_CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vertx..",
                    "org.eclipse.paho..",
                    "org.apache.kafka..",
                    "org.tensorflow..",
                    "java.sql..",
                    "java.net..",
                    "java.nio.file..");

    @ArchTest
    static final ArchRule aCoreReadsNoClockAndDrawsNoLots = noClasses()
            .that(FUNCTIONAL_CORE)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocalRandom.class);

    @ArchTest
    static final ArchRule onlyItsAdapterKnowsPaho = noClasses()
            .that()
            .resideOutsideOfPackage("dev.fleetrl.transport.mqtt..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.paho..");

    @ArchTest
    static final ArchRule onlyItsAdapterAndTheEmbeddedBrokerKnowKafka = noClasses()
            .that()
            .resideOutsideOfPackages("dev.fleetrl.transport.kafka..", "dev.fleetrl.local.broker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "kafka..");

    @ArchTest
    static final ArchRule nothingFromKafkaOrTensorFlowLandsOnARobot = noClasses()
            .that()
            .resideInAPackage("dev.fleetrl.robot..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.fleetrl.transport.kafka..", "org.tensorflow..", "dev.fleetrl.episodes..");

    @ArchTest
    static final ArchRule simulationIsAnOptionalPartOfTheAgent = noClasses()
            .that()
            .resideInAPackage("dev.fleetrl.robot..")
            .and()
            .resideOutsideOfPackages("dev.fleetrl.robot.arm.simulated..", "dev.fleetrl.robot")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.fleetrl.simulation..");

    @ArchTest
    static final ArchRule servicesDoNotKnowEachOther = slices().matching("dev.fleetrl.(robot|controller|ui|value)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule onlyThePolicyKnowsTheValueModel = noClasses()
            .that()
            .resideInAnyPackage("dev.fleetrl.robot..", "dev.fleetrl.controller..", "dev.fleetrl.ui..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.fleetrl.policy..", "dev.fleetrl.value..");

    @ArchTest
    static final ArchRule evaluationKnowsNumbersOnly = classes()
            .that()
            .resideInAPackage("dev.fleetrl.evaluation..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "dev.fleetrl.evaluation..",
                            "java..",
                            "org.jspecify..",
                            "com.google.errorprone..",
                            "com.fasterxml.jackson.annotation..")
                    .or(equivalentTo(FunctionalCore.class)));
}
