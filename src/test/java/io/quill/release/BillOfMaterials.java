package io.quill.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The SBOM, in CycloneDX. CycloneDX' own plugin for Maven makes none offline, and the jar should be
 * the same however it was built. There is no time in it and no random number, for the same reason.
 */
final class BillOfMaterials {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private BillOfMaterials() {}

    static String of(Pom quill, List<Artifact> artifacts) throws IOException {
        ObjectNode bill = MAPPER.createObjectNode();
        bill.put("bomFormat", "CycloneDX").put("specVersion", "1.6").put("version", 1);
        ObjectNode product = bill.putObject("metadata").putObject("component");
        product.put("type", "application").put("group", quill.group()).put("name", "quill");
        product.put("version", quill.version());
        license(product.putArray("licenses"), Licence.APACHE_2);
        ArrayNode components = bill.putArray("components");
        for (Artifact each : artifacts) {
            component(components.addObject(), each);
        }
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(bill) + "\n";
    }

    private static void component(ObjectNode component, Artifact artifact) throws IOException {
        String purl =
                "pkg:maven/" + artifact.group() + "/" + artifact.name() + "@" + artifact.version();
        component.put("type", "library").put("bom-ref", purl).put("group", artifact.group());
        component.put("name", artifact.name()).put("version", artifact.version());
        ObjectNode hash = component.putArray("hashes").addObject();
        hash.put("alg", "SHA-256").put("content", sha256(artifact.jar()));
        ArrayNode licences = component.putArray("licenses");
        artifact.licences().forEach(each -> license(licences, each));
        component.put("purl", purl);
    }

    private static void license(ArrayNode licences, Licence licence) {
        licences.addObject().putObject("license").put("id", licence.id());
    }

    private static String sha256(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
