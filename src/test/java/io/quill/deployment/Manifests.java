package io.quill.deployment;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What a kustomization comes to: its manifests, those of its bases, and the settings it makes. */
record Manifests(
        List<HasMetadata> objects, Map<String, Map<String, String>> settings, List<Path> files) {

    private static final Map<String, Class<? extends HasMetadata>> KINDS =
            Map.of(
                    "Deployment", Deployment.class,
                    "HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
                    "NetworkPolicy", NetworkPolicy.class,
                    "PersistentVolumeClaim", PersistentVolumeClaim.class,
                    "PodDisruptionBudget", PodDisruptionBudget.class,
                    "Service", Service.class,
                    "ServiceAccount", ServiceAccount.class,
                    "StatefulSet", StatefulSet.class);

    /** Refuses what the model does not know, where the model itself would keep it aside. */
    private static final ObjectMapper STRICT =
            new ObjectMapper(new YAMLFactory())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .setAnnotationIntrospector(
                            new JacksonAnnotationIntrospector() {
                                private static final long serialVersionUID = 1;

                                @Override
                                public Boolean hasAnySetter(Annotated member) {
                                    return false;
                                }
                            });

    static Manifests of(Path directory) {
        Manifests all = new Manifests(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        all.add(directory);
        return all;
    }

    private void add(Path directory) {
        JsonNode kustomization = read(directory.resolve("kustomization.yaml"));
        for (JsonNode resource : kustomization.path("resources")) {
            Path path = directory.resolve(resource.asText()).normalize();
            if (Files.isDirectory(path)) {
                add(path);
            } else {
                files.add(path);
                objects.add(manifest(path));
            }
        }
        for (JsonNode generator : kustomization.path("configMapGenerator")) {
            Map<String, String> values = new LinkedHashMap<>();
            generator.path("literals").forEach(each -> put(values, each.asText()));
            generator
                    .path("envs")
                    .forEach(each -> lines(directory, each).forEach(line -> put(values, line)));
            settings.put(generator.path("name").asText(), values);
        }
    }

    private static void put(Map<String, String> values, String line) {
        String[] parts = line.split("=", 2);
        values.put(parts[0], parts[1]);
    }

    private static Stream<String> lines(Path directory, JsonNode file) {
        try {
            return Files.readAllLines(directory.resolve(file.asText())).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HasMetadata manifest(Path file) {
        JsonNode tree = read(file);
        String kind = tree.path("kind").asText();
        try {
            return STRICT.treeToValue(
                    tree, Objects.requireNonNull(KINDS.get(kind), "an unknown kind: " + kind));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " does not fit its kind", e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return STRICT.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    <T extends HasMetadata> T only(Class<T> kind) {
        List<T> found = objects.stream().filter(kind::isInstance).map(kind::cast).toList();
        if (found.size() != 1) {
            throw new AssertionError(kind.getSimpleName() + ": " + found.size());
        }
        return found.getFirst();
    }
}
