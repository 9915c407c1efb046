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

import java.net.http.HttpClient;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds for every class below a base package; another base is there to break it. */
record HouseRules(String base) {
    private static final String CAMEL = "org.apache.camel..";
    private static final String AWS = "software.amazon..";

    /** What each wing may need, itself apart. */
    private static final Map<String, Set<String>> WINGS =
            Map.of(
                    "app", Set.of("routes", "operate", "events", "records", "platform", "sandbox"),
                    "routes", Set.of("operate", "events", "records", "platform"),
                    "operate", Set.of("events", "records", "platform"),
                    "events", Set.of("platform"),
                    "records", Set.of("platform"),
                    "platform", Set.of(),
                    "sandbox", Set.of());

    ArchRule wingsPointOneWay() {
        return classes()
                .that()
                .resideInAPackage(base + ".*..")
                .should(
                        new ArchCondition<>("need no wing but those below theirs") {
                            @Override
                            public void check(JavaClass item, ConditionEvents events) {
                                item.getDirectDependenciesFromSelf().stream()
                                        .filter(each -> !mayNeed(item, each.getTargetClass()))
                                        .map(
                                                each ->
                                                        SimpleConditionEvent.violated(
                                                                item, each.getDescription()))
                                        .forEach(events::add);
                            }
                        });
    }

    private boolean mayNeed(JavaClass item, JavaClass target) {
        String from = wing(item);
        String to = wing(target);
        return to.isEmpty()
                || from.equals(to)
                || WINGS.getOrDefault(from, Set.of()).contains(to)
                || isScore(from, target);
    }

    /**
     * The stand-in of Power BI shows agents' scores; a computation of its own would be a second
     * truth that has to be kept equal.
     */
    private boolean isScore(String from, JavaClass target) {
        return from.equals("sandbox") && target.getPackageName().equals(base + ".events.board");
    }

    /** The first part of a package's name below the base; empty for everybody else's. */
    private String wing(JavaClass type) {
        String name = type.getPackageName() + ".";
        return name.startsWith(base + ".")
                ? name.substring(base.length() + 1).split("\\.", 2)[0]
                : "";
    }

    ArchRule noCycleOfPackages() {
        return slices().matching(base + ".(**)").should().beFreeOfCycles();
    }

    ArchRule noCycleOfRooms() {
        return slices().matching(base + ".(*.*)..").should().beFreeOfCycles();
    }

    /** A wing has rooms, and a room may have parts. */
    ArchRule nothingLiesDeeperThanAPart() {
        return noClasses().should().resideInAPackage(base + ".*.*.*.*..");
    }

    ArchRule theVocabularyKnowsJavaAlone() {
        return classes()
                .that()
                .resideInAPackage(base + ".events")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", base + ".events", base + ".platform.time"));
    }

    ArchRule camelStaysAtTheEdge() {
        return all(packages())
                .should(
                        new ArchCondition<>("hold one class at most that knows Camel") {
                            @Override
                            public void check(JavaPackage item, ConditionEvents events) {
                                Set<String> adapters = adapters(item);
                                boolean free =
                                        item.getName().startsWith(base + ".app")
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

    /** Only the store and the file storage speak to the SDK. */
    ArchRule awsStaysInTheStore() {
        return noClasses()
                .that(
                        not(
                                resideInAnyPackage(
                                        base + ".platform.store.dynamo..",
                                        base + ".platform.file.s3..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(AWS);
    }

    /** There is one HTTP client, with its limits; others have it send for them. */
    ArchRule oneClassSendsOverHttp() {
        return noClasses()
                .that(not(resideInAPackage(base + ".platform.http")))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(HttpClient.class);
    }

    ArchRule nobodyNeedsTheSandbox() {
        return noClasses()
                .that(not(resideInAnyPackage(base + ".app.demo", base + ".sandbox..")))
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
                        "vocabulary", item -> item.getName().equals(base + ".events"));
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
