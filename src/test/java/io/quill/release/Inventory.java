package io.quill.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes down what the jar is made of. The build runs it from its source, with what is shipped as
 * the class path, before any class of Quill is there.
 */
public final class Inventory {
    private Inventory() {}

    /** Takes the directory of Quill's sources, and the one that becomes the jar. */
    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]);
        List<Artifact> artifacts = artifacts(System.getProperty("java.class.path"));
        Path into = Path.of(arguments[1], "META-INF");
        Files.createDirectories(into.resolve("sbom"));
        Files.writeString(
                into.resolve("sbom/application.cdx.json"),
                BillOfMaterials.of(Pom.of(project, project.resolve("pom.xml")), artifacts),
                UTF_8);
        Files.writeString(
                into.resolve("THIRD-PARTY.txt"), new ThirdParties(project).of(artifacts), UTF_8);
    }

    static List<Artifact> artifacts(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .filter(each -> each.endsWith(".jar"))
                .map(Path::of)
                .map(Artifact::of)
                .sorted(Comparator.comparing(Artifact::coordinates))
                .toList();
    }
}
