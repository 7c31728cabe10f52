package org.uketsuke.kiosk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.NullMarked;

/** The arrows of the house: who may know whom. */
@AnalyzeClasses(packages = "org.uketsuke.kiosk", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ROOT = "org.uketsuke.kiosk";

    @ArchTest
    static final ArchRule FEATURES_HAVE_NO_CYCLES =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_KNOW_THE_WIRING = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".*..")
            .and()
            .resideOutsideOfPackage(ROOT + ".cli..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "stand at the top",
                    (JavaClass c) -> c.getPackageName().equals(ROOT)
                            || c.getPackageName().startsWith(ROOT + ".cli")));

    @ArchTest
    static final ArchRule THE_DECISION_IS_PURE = classes()
            .that()
            .resideInAPackage(ROOT + ".checkin..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.util..",
                    "java.time..",
                    "org.uketsuke.protocol",
                    ROOT + ".checkin..",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule SMART_CARDS_STAY_WITH_THE_READER = onlyIn("javax.smartcardio..", ROOT + ".reader..");

    @ArchTest
    static final ArchRule PICTURES_STAY_WITH_THE_CAMERA = onlyIn("com.google.zxing..", ROOT + ".camera..");

    @ArchTest
    static final ArchRule HTTP_CALLS_STAY_WITH_SYNC = onlyIn("okhttp3..", ROOT + ".sync..");

    @ArchTest
    static final ArchRule HTTP_SERVING_STAYS_WITH_THE_SCREEN = onlyIn("io.javalin..", ROOT + ".screen..");

    @ArchTest
    static final ArchRule COMMAND_LINE_STAYS_IN_CLI = onlyIn("picocli..", ROOT + ".cli..");

    @ArchTest
    static final ArchRule DEVICES_SPEAK_ONLY_THE_WORDS_OF_SCAN = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".reader..", ROOT + ".camera..", ROOT + ".wedge..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".journal..",
                    ROOT + ".checkin..",
                    ROOT + ".credential..",
                    ROOT + ".roster..",
                    ROOT + ".sync..");

    @ArchTest
    static final ArchRule NOTHING_GENERIC_IS_THROWN = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule TIME_COMES_IN_BY_THE_DOOR = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".cli..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED_OUTSIDE_THE_COMMANDS = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule NO_SLEEP_STANDS_FOR_A_CONDITION =
            noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule EVERY_PACKAGE_MINDS_ITS_NULLS = classes()
            .should()
            .beAnnotatedWith(NullMarked.class)
            .orShould(new com.tngtech.archunit.lang.ArchCondition<JavaClass>("live in a package marked @NullMarked") {
                @Override
                public void check(JavaClass item, com.tngtech.archunit.lang.ConditionEvents events) {
                    boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new com.tngtech.archunit.lang.SimpleConditionEvent(
                            item, marked, item.getPackageName() + " has no @NullMarked package-info"));
                }
            });

    @ArchTest
    static final ArchRule STATIC_STATE_IS_FINAL = com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields()
            .that()
            .areStatic()
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule NOTHING_IS_SYNCHRONISED_ON_THE_CLASS = methods()
            .that()
            .areStatic()
            .should()
            .notHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED);

    private static ArchRule onlyIn(String library, String home) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library);
    }
}
