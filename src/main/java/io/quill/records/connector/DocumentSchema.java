package io.quill.records.connector;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** JSON Schema from the class path that reports every error of a document at once. */
public final class DocumentSchema {
    private final JsonSchema schema;

    private DocumentSchema(JsonSchema schema) {
        this.schema = schema;
    }

    public static DocumentSchema bundled(String name) {
        try (InputStream in = DocumentSchema.class.getResourceAsStream("/" + name)) {
            byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
            SchemaValidatorsConfig config =
                    SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
            return new DocumentSchema(
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(
                                    new String(bytes, StandardCharsets.UTF_8),
                                    InputFormat.JSON,
                                    config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<ValidationError> faults(Document document) {
        return schema.validate(document.tree()).stream()
                .map(message -> fault(document, message))
                .distinct()
                .sorted(
                        Comparator.comparingInt(ValidationError::line)
                                .thenComparing(ValidationError::place))
                .toList();
    }

    /** A name that is not known stands where it is written, not where its parent is. */
    private static ValidationError fault(Document document, ValidationMessage message) {
        String place = message.getInstanceLocation().toString();
        String words = message.getMessage().replaceFirst("^[^:]*: ", "");
        String property = message.getProperty();
        boolean surplus = "additionalProperties".equals(message.getType()) && property != null;
        return document.fault(
                surplus ? place + "/" + property.replace("~", "~0").replace("/", "~1") : place,
                surplus ? "is not known here" : words);
    }
}
