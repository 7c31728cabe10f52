package org.uketsuke.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/** Who may know whom, and where each library stays. */
@AnalyzeClasses(packages = "org.uketsuke.server", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ROOT = "org.uketsuke.server";
    private static final DescribedPredicate<JavaClass> TEMPLATES = resideInAPackage(ROOT + ".templates..");

    @ArchTest
    static final ArchRule FEATURES_FORM_NO_CYCLE =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule DECISIONS_AND_RULES_ARE_PURE = classes()
            .that(resideInAnyPackage(ROOT + ".adjudicate..", ROOT + ".credit.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java.lang..",
                    "java.math..",
                    "java.time..",
                    "java.util..",
                    "org.uketsuke.protocol..",
                    "org.jspecify..",
                    ROOT + ".adjudicate..",
                    ROOT + ".credit.."));

    @ArchTest
    static final ArchRule SQL_STAYS_IN_STORES = noClasses()
            .that(not(simpleNameEndingWith("Store")))
            .and(not(resideInAPackage(ROOT + ".storage..")))
            .and(not(nestedInAStore()))
            .should()
            .dependOnClassesThat(resideInAPackage("org.jdbi..").and(not(name("org.jdbi.v3.core.Handle"))))
            .because("shells hand the transaction on, and nothing more");

    @ArchTest
    static final ArchRule ONLY_STORES_RUN_STATEMENTS = noClasses()
            .that(not(simpleNameEndingWith("Store")))
            .and(not(resideInAPackage(ROOT + ".storage..")))
            .and(not(nestedInAStore()))
            .should()
            .callMethodWhere(new DescribedPredicate<JavaMethodCall>("a Handle is asked to run SQL") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return call.getTargetOwner().getName().equals("org.jdbi.v3.core.Handle")
                            && !Set.of("getConnection", "savepoint", "rollbackToSavepoint", "releaseSavepoint")
                                    .contains(call.getName());
                }
            });

    @ArchTest
    static final ArchRule THE_WEB_STAYS_AT_ITS_EDGE = noClasses()
            .that(not(nameMatching(".*(Routes|Page|Pages|Gate|Cookies)(\\$.*)?")))
            .and(not(resideInAPackage(ROOT + ".web..")))
            .and(not(nameMatching(ROOT.replace(".", "\\.") + "\\.SyncServer(\\$.*)?")))
            .and(not(TEMPLATES))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.javalin..", "gg.jte..", "jakarta.servlet..", "org.eclipse.jetty.."));

    @ArchTest
    static final ArchRule PASSWORDS_ARE_HASHED_IN_ONE_PLACE = only("account", "com.password4j..");

    @ArchTest
    static final ArchRule COMMANDS_ARE_PARSED_IN_ONE_PLACE = only("cli", "picocli..");

    @ArchTest
    static final ArchRule ELLIPTIC_CURVES_STAY_WITH_THE_KEYS = only("keys", "org.bouncycastle..");

    @ArchTest
    static final ArchRule PICTURES_ARE_DRAWN_FOR_PASSES = only("pass", "com.google.zxing..");

    @ArchTest
    static final ArchRule POOLS_AND_MIGRATIONS_STAY_IN_STORAGE =
            only("storage", "org.flywaydb..", "com.zaxxer..", "org.postgresql..");

    @ArchTest
    static final ArchRule CSV_IS_READ_AND_WRITTEN_AT_THE_DOORS = noClasses()
            .that(not(resideInAnyPackage(ROOT + ".imports..", ROOT + ".export..")))
            .should()
            .dependOnClassesThat(resideInAPackage("de.siegmar.fastcsv.."));

    @ArchTest
    static final ArchRule NOTHING_DEPENDS_ON_COMMANDS = noClasses()
            .that(not(resideInAPackage(ROOT + ".cli..")))
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".cli.."));

    @ArchTest
    static final ArchRule TIME_COMES_IN_BY_THE_DOOR = noClasses()
            .that(not(mainClass()))
            .should()
            .callMethodWhere(new DescribedPredicate<JavaMethodCall>("the system's clock or environment is asked") {
                @Override
                public boolean test(JavaMethodCall call) {
                    String owner = call.getTargetOwner().getName();
                    boolean now = owner.startsWith("java.time.")
                            && call.getName().equals("now")
                            && call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(type -> type.getName().equals("java.time.Clock"));
                    boolean clock =
                            owner.equals("java.time.Clock") && call.getName().startsWith("system");
                    boolean system = owner.equals("java.lang.System")
                            && Set.of("getenv", "currentTimeMillis").contains(call.getName());
                    return now || clock || system;
                }
            });

    @ArchTest
    static final ArchRule NOBODY_PRINTS = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses all) throws ClassNotFoundException {
        Set<String> packages = new TreeSet<>();
        all.stream().filter(one -> !TEMPLATES.test(one)).forEach(one -> packages.add(one.getPackageName()));

        for (String name : packages) {
            assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                    .as(name)
                    .isTrue();
        }
        assertThat(packages).hasSizeGreaterThan(10);
    }

    private static ArchRule only(String feature, String... libraries) {
        return noClasses()
                .that(not(resideInAPackage(ROOT + "." + feature + "..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraries));
    }

    private static DescribedPredicate<JavaClass> nestedInAStore() {
        return DescribedPredicate.describe(
                "nested in a store", one -> one.getName().matches(".*Store\\$.*"));
    }

    private static DescribedPredicate<JavaClass> mainClass() {
        return DescribedPredicate.describe("Main", one -> one.getName().equals(ROOT + ".cli.Main"));
    }
}
