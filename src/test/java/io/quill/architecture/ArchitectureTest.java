package io.quill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.function.Function;
import java.util.stream.Stream;

class ArchitectureTest {
    private static final String OFFENDING = "io.quill.architecture.offending";

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.quill");

    private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackages(OFFENDING);

    /** A rule, and what the offending code has that breaks it. */
    record Rule(String name, Function<HouseRules, ArchRule> rule, String offender) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Rule> rules() {
        return Stream.of(
                new Rule("wings", HouseRules::wingsPointOneWay, "records.pull.Reader"),
                new Rule("cycles of packages", HouseRules::noCycleOfPackages, "Slice events.first"),
                new Rule("cycles of rooms", HouseRules::noCycleOfRooms, "Slice events.first"),
                new Rule("depth", HouseRules::nothingLiesDeeperThanAPart, "ledger.shelf.box"),
                new Rule("vocabulary", HouseRules::theVocabularyKnowsJavaAlone, "events.Loaded"),
                new Rule("Camel", HouseRules::camelStaysAtTheEdge, "events.ledger has"),
                new Rule("AWS", HouseRules::awsStaysInTheStore, "jobs.Run"),
                new Rule("HTTP", HouseRules::oneClassSendsOverHttp, "jobs.Run"),
                new Rule("sandbox", HouseRules::nobodyNeedsTheSandbox, "jobs.Run"),
                new Rule("nulls", HouseRules::packagesAreNullMarked, "unmarked has none"),
                new Rule("log", HouseRules::everythingIsLoggedInOneWay, "second.Second"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeeps(Rule rule) {
        rule.rule().apply(new HouseRules("io.quill")).allowEmptyShould(true).check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theOffendersBreak(Rule rule) {
        var broken = rule.rule().apply(new HouseRules(OFFENDING)).evaluate(OFFENDERS);

        assertThat(broken.hasViolation()).isTrue();
        assertThat(broken.getFailureReport().toString()).contains(rule.offender());
    }

    @Test
    void permitsTheAdapterAndTheStoreWhatTheyAreFor() {
        HouseRules rules = new HouseRules(OFFENDING);

        assertThat(rules.camelStaysAtTheEdge().evaluate(OFFENDERS).getFailureReport().toString())
                .doesNotContain("offending.platform.jobs has");
        assertThat(rules.awsStaysInTheStore().evaluate(OFFENDERS).getFailureReport().toString())
                .doesNotContain("platform.store.dynamo.Table>");
    }

    @Test
    void hasSomethingToLookAt() {
        assertThat(HOUSE.stream().map(type -> type.getPackageName()))
                .contains(
                        "io.quill",
                        "io.quill.app",
                        "io.quill.events",
                        "io.quill.operate.rest",
                        "io.quill.platform.store",
                        "io.quill.records.pull",
                        "io.quill.sandbox");
        assertThat(HOUSE.stream().map(type -> type.getName()))
                .noneMatch(name -> name.endsWith("Test"));
    }
}
