package io.quill.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ClassesTransformer;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.jspecify.annotations.NullMarked;

import java.util.Set;
import java.util.stream.Collectors;

/** What holds for every class below a base package; another base is there to break it. */
record HouseRules(String base) {
    private static final String CAMEL = "org.apache.camel..";
    private static final String AWS = "software.amazon..";

    ArchRule noCycles() {
        return slices().matching(base + ".(**)").should().beFreeOfCycles();
    }

    ArchRule theVocabularyKnowsJavaAlone() {
        return classes()
                .that()
                .resideInAPackage(base + ".event..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", base + ".event.."));
    }

    ArchRule camelStaysAtTheEdge() {
        return all(packages())
                .should(
                        new ArchCondition<>("hold one class at most that knows Camel") {
                            @Override
                            public void check(JavaPackage item, ConditionEvents events) {
                                Set<String> adapters = adapters(item);
                                boolean free =
                                        item.getName().equals(base + ".house")
                                                || item.getName().startsWith(base + ".routes");
                                events.add(
                                        new SimpleConditionEvent(
                                                item,
                                                free || adapters.size() <= 1,
                                                item.getName() + " has " + adapters));
                            }
                        });
    }

    private static Set<String> adapters(JavaPackage item) {
        return item.getClasses().stream()
                .filter(
                        type ->
                                type.getDirectDependenciesFromSelf().stream()
                                        .map(dependency -> dependency.getTargetClass())
                                        .anyMatch(resideInAPackage(CAMEL)))
                .map(type -> type.getName().replaceFirst("\\$.*", ""))
                .collect(Collectors.toSet());
    }

    /** A store speaks to the SDK, and so does the lake where it is a bucket; nobody else. */
    ArchRule awsStaysInTheStore() {
        return noClasses()
                .that(
                        not(
                                resideInAnyPackage(
                                        base + ".store.dynamo..",
                                        base + ".warehouse.s3..",
                                        base + ".archive.s3..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(AWS);
    }

    ArchRule nobodyNeedsTheSandbox() {
        return noClasses()
                .that(not(resideInAnyPackage(base + ".demo", base + ".sandbox..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(base + ".sandbox..");
    }

    ArchRule packagesAreNullMarked() {
        DescribedPredicate<JavaPackage> marked =
                DescribedPredicate.describe(
                        "NullMarked", item -> item.isAnnotatedWith(NullMarked.class));
        DescribedPredicate<JavaPackage> vocabulary =
                DescribedPredicate.describe(
                        "event", item -> item.getName().startsWith(base + ".event"));
        return all(packages())
                .should(
                        new ArchCondition<>("have a package-info that says @NullMarked") {
                            @Override
                            public void check(JavaPackage item, ConditionEvents events) {
                                boolean fine =
                                        item.tryGetPackageInfo().isPresent()
                                                && (vocabulary.test(item) || marked.test(item));
                                events.add(
                                        new SimpleConditionEvent(
                                                item, fine, item.getName() + " has none"));
                            }
                        });
    }

    /** The command line classes may print: they talk to a person. */
    ArchRule everythingIsLoggedInOneWay() {
        DescribedPredicate<JavaClass> talks =
                resideInAPackage(base)
                        .and(simpleName("Quill"))
                        .or(resideInAPackage(base + ".sandbox").and(simpleName("Sandbox")));
        return noClasses()
                .that(not(talks))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..");
    }

    private ClassesTransformer<JavaPackage> packages() {
        return new AbstractClassesTransformer<>("packages") {
            @Override
            public Iterable<JavaPackage> doTransform(JavaClasses types) {
                return types.stream()
                        .map(JavaClass::getPackage)
                        .filter(item -> (item.getName() + ".").startsWith(base + "."))
                        .collect(Collectors.toSet());
            }
        };
    }
}
