package io.quill.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What makes the same jar of the same commit; src/release/reproduce compares two whole builds. */
class ReproducibleTest {
    private static final Path POM = Path.of("pom.xml");

    @Test
    void givesFilesInTheJarATimeThatThePomNames() throws IOException {
        assertThat(Files.readString(POM))
                .containsPattern(
                        "<project\\.build\\.outputTimestamp>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ<");
    }

    /** The first versions that sort what they pack, and give it that time. */
    @Test
    void isPackedByPluginsThatObeyIt() throws IOException {
        assertThat(plugin("maven-jar-plugin")).isGreaterThanOrEqualTo(new Version("3.2.0"));
        assertThat(plugin("maven-shade-plugin")).isGreaterThanOrEqualTo(new Version("3.2.3"));
    }

    @Test
    void writesNothingOfTheMachineOrTheMomentIntoIt() throws IOException {
        assertThat(Files.readString(POM))
                .doesNotContain("maven.build.timestamp", "${user.", "${env.", "buildnumber-maven")
                .doesNotContain("<filtering>true");
    }

    @Test
    void listsWhatItIsMadeOfInOneOrderWhateverTheClassPath() throws IOException {
        List<String> jars =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(each -> each.contains("/org/apache/camel/"))
                        .toList();
        assertThat(jars).hasSizeGreaterThan(10);

        String bill = bill(jars);

        assertThat(bill(jars.reversed())).isEqualTo(bill).contains("camel-core");
        assertThat(bill).doesNotContain("\"timestamp\"", "serialNumber");
    }

    private static String bill(List<String> jars) throws IOException {
        return BillOfMaterials.of(
                Pom.of(Path.of(""), POM),
                Inventory.artifacts(String.join(File.pathSeparator, jars)));
    }

    private static Version plugin(String name) throws IOException {
        Matcher found =
                Pattern.compile(name + "</artifactId>\\s*<version>([^<]+)<")
                        .matcher(Files.readString(POM));
        assertThat(found.find()).isTrue();
        return new Version(found.group(1));
    }
}
