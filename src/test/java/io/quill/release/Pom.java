package io.quill.release;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/** A POM, with what it has from its parents; no more of it than is asked here. */
record Pom(Path repository, Element project) {
    static Pom of(Path repository, Path file) {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            return new Pom(repository, document.getDocumentElement());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(file + " cannot be read: build with Maven first.", e);
        }
    }

    static Pom beside(Path jar) {
        Path file = Path.of(jar.toString().replaceFirst("\\.jar$", ".pom"));
        Pom alone = of(file, file);
        int depth = alone.group().split("\\.", -1).length + 3;
        Path repository = file;
        for (int up = 0; up < depth; up++) {
            repository = Optional.ofNullable(repository.getParent()).orElseThrow();
        }
        return new Pom(repository, alone.project());
    }

    String group() {
        return text(project, "groupId")
                .or(() -> child(project, "parent").flatMap(each -> text(each, "groupId")))
                .orElseThrow();
    }

    String version() {
        return text(project, "version").orElseThrow();
    }

    List<Licence> licences() {
        List<Licence> own =
                child(project, "licenses").stream()
                        .flatMap(each -> children(each, "license"))
                        .map(each -> Licence.named(text(each, "name").orElse("")))
                        .toList();
        return own.isEmpty() ? parent().map(Pom::licences).orElse(List.of()) : own;
    }

    private Optional<Pom> parent() {
        return child(project, "parent").map(this::referred);
    }

    private Pom referred(Element reference) {
        String name = text(reference, "artifactId").orElseThrow();
        String version = value(text(reference, "version").orElseThrow());
        Path folder =
                repository
                        .resolve(text(reference, "groupId").orElseThrow().replace('.', '/'))
                        .resolve(name)
                        .resolve(version);
        return of(repository, folder.resolve(name + "-" + version + ".pom"));
    }

    /** A property's value, where the text names one. */
    private String value(String text) {
        return text.startsWith("${")
                ? child(project, "properties")
                        .flatMap(each -> text(each, text.substring(2, text.length() - 1)))
                        .orElse(text)
                : text;
    }

    /** Coordinates whose version is decided here, or by a BOM or a parent. */
    List<String> managed() {
        List<String> all = new ArrayList<>();
        parent().map(Pom::managed).ifPresent(all::addAll);
        child(project, "dependencyManagement").flatMap(each -> child(each, "dependencies")).stream()
                .flatMap(each -> children(each, "dependency"))
                .forEach(
                        each -> {
                            if (text(each, "scope").filter("import"::equals).isPresent()) {
                                all.addAll(referred(each).managed());
                            } else {
                                all.add(
                                        own(text(each, "groupId").orElseThrow())
                                                + ":"
                                                + text(each, "artifactId").orElseThrow());
                            }
                        });
        return all;
    }

    private String own(String group) {
        return group.equals("${project.groupId}") ? group() : group;
    }

    private static Optional<String> text(Element within, String name) {
        return child(within, name).map(each -> each.getTextContent().strip());
    }

    private static Optional<Element> child(Element within, String name) {
        return children(within, name).findFirst();
    }

    private static Stream<Element> children(Element within, String name) {
        return IntStream.range(0, within.getChildNodes().getLength())
                .<Node>mapToObj(within.getChildNodes()::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(each -> each.getTagName().equals(name));
    }
}
