package io.quill.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes a valid JSON document: its members, its text, its bytes, its size. */
final class JsonMutator {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final ObjectMapper ESCAPED =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** The default of MAX_BODY_BYTES. */
    static final int MOST_BYTES = 1 << 20;

    private final Random random;
    private final TextMutator texts;

    JsonMutator(Random random) {
        this.random = random;
        this.texts = new TextMutator(random);
    }

    byte[] mutated(String document) {
        if (texts.once(60)) {
            return large(document);
        }
        String text = texts.once(4) ? document : changed(document);
        if (texts.once(4)) {
            text = misspelt(text);
        }
        byte[] bytes = encoded(text);
        return texts.once(10) ? damaged(bytes) : bytes;
    }

    private String changed(String document) {
        try {
            ArrayNode root = NODES.arrayNode().add(PLAIN.readTree(document));
            for (int i = random.nextInt(3); i >= 0; i--) {
                change(texts.one(containers(root, new ArrayList<>())));
            }
            ObjectMapper writer = texts.once(2) ? PLAIN : ESCAPED;
            return root.isEmpty() ? "" : writer.writeValueAsString(root.get(0));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The template is no JSON: " + document, e);
        }
    }

    private static List<ContainerNode<?>> containers(
            ContainerNode<?> node, List<ContainerNode<?>> all) {
        all.add(node);
        node.forEach(
                each -> {
                    if (each instanceof ContainerNode<?> inner) {
                        containers(inner, all);
                    }
                });
        return all;
    }

    private void change(ContainerNode<?> node) {
        switch (node) {
            case ObjectNode object when !object.isEmpty() -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = texts.one(names);
                switch (random.nextInt(5)) {
                    case 0 -> object.remove(name);
                    case 1 -> object.set(texts.text(), object.path(name));
                    default -> object.set(name, value());
                }
            }
            case ArrayNode array when !array.isEmpty() -> {
                int place = random.nextInt(array.size());
                switch (random.nextInt(4)) {
                    case 0 -> array.remove(place);
                    case 1 -> array.add(array.get(place).<JsonNode>deepCopy());
                    default -> array.set(place, value());
                }
            }
            case ObjectNode object -> object.set(texts.text(), value());
            case ArrayNode array -> array.add(value());
            default -> throw new IllegalStateException(node.toString());
        }
    }

    private JsonNode value() {
        return switch (random.nextInt(9)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2, 3 -> NODES.rawValueNode(new RawValue(texts.number()));
            case 4 -> NODES.arrayNode().add(NODES.nullNode()).add(texts.text());
            case 5 -> NODES.objectNode().put(texts.text(), texts.text());
            default -> NODES.textNode(texts.text());
        };
    }

    private String misspelt(String text) {
        int cut = text.isEmpty() ? 0 : random.nextInt(text.length());
        return switch (random.nextInt(9)) {
            case 0 -> text.substring(0, cut);
            case 1 -> text + text;
            case 2 -> text.replaceFirst("\\{", "{\"id\":1,\"objectId\":2,\"event\":\"x\",");
            case 3 -> nested("[", "]", text);
            case 4 -> nested("{\"a\":", "}", text);
            case 5 -> text.replace('"', '\'');
            case 6 -> text.replaceFirst(":", ":\\\\ud800");
            case 7 -> text.replaceFirst("\"", "\"\\\\ud83d");
            default -> text.substring(0, cut) + texts.text() + text.substring(cut);
        };
    }

    private String nested(String open, String close, String text) {
        int depth = texts.once(5) ? 60_000 : 1 + random.nextInt(1_100);
        return open.repeat(depth) + text + close.repeat(depth);
    }

    private byte[] encoded(String text) {
        return switch (random.nextInt(20)) {
            case 0 -> text.getBytes(UTF_16);
            case 1 -> text.getBytes(ISO_8859_1);
            case 2 -> ("\ufeff" + text).getBytes(UTF_8);
            default -> text.getBytes(UTF_8);
        };
    }

    private byte[] damaged(byte[] bytes) {
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Around the bound: of spaces, of one text, or of very many small entries. */
    private byte[] large(String document) {
        int size = MOST_BYTES + texts.one(List.of(-1, 0, 1, MOST_BYTES, -MOST_BYTES / 2));
        int room = Math.max(0, size - document.length());
        String text =
                switch (random.nextInt(5)) {
                    case 0 -> document + " ".repeat(room);
                    case 1 -> "{\"notes\":\"" + "z".repeat(size - 12) + "\"}";
                    case 2 -> list("{}", size);
                    case 3 -> list("1", size);
                    default -> list(document, size);
                };
        return text.getBytes(UTF_8);
    }

    private static String list(String entry, int size) {
        int entries = Math.max(1, (size - 2) / (entry.length() + 1));
        return "[" + (entry + ",").repeat(entries - 1) + entry + "]";
    }
}
