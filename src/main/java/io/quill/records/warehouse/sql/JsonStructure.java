package io.quill.records.warehouse.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Structure of the part of a document that is read, as DuckDB's json_transform takes it. */
sealed interface JsonStructure {
    /** A text. */
    record Leaf() implements JsonStructure {
        @Override
        public String text() {
            return "\"VARCHAR\"";
        }
    }

    /** An object. */
    record Branch(Map<String, JsonStructure> children) implements JsonStructure {
        @Override
        public String text() {
            return children.entrySet().stream()
                    .map(child -> "\"" + child.getKey() + "\":" + child.getValue().text())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    /** A list of objects of which one is picked. */
    record Choices(Branch each) implements JsonStructure {
        @Override
        public String text() {
            return "[" + each.text() + "]";
        }
    }

    String text();

    static JsonStructure of(List<JsonField> fields) {
        Branch root = new Branch(new LinkedHashMap<>());
        fields.forEach(field -> add(root, field));
        return root;
    }

    private static void add(Branch root, JsonField field) {
        Branch branch = root;
        List<String> path = field.path();
        for (String step : path.subList(0, path.size() - 1)) {
            branch = branch(branch.children(), step);
        }
        if (field.picks().isEmpty()) {
            branch.children().putIfAbsent(path.getLast(), new Leaf());
        } else {
            Branch each = choices(branch.children(), path.getLast()).each();
            for (JsonField.Pick pick : field.picks()) {
                each.children().put(pick.key(), new Leaf());
                each.children().put(pick.value(), new Leaf());
            }
        }
    }

    private static Branch branch(Map<String, JsonStructure> children, String name) {
        if (children.get(name) instanceof Branch known) {
            return known;
        }
        Branch made = new Branch(new LinkedHashMap<>());
        children.put(name, made);
        return made;
    }

    private static Choices choices(Map<String, JsonStructure> children, String name) {
        if (children.get(name) instanceof Choices known) {
            return known;
        }
        Choices made = new Choices(new Branch(new LinkedHashMap<>()));
        children.put(name, made);
        return made;
    }

    static String access(String root, JsonField field) {
        String at =
                root
                        + field.path().stream()
                                .map(step -> ".\"" + step + "\"")
                                .collect(Collectors.joining());
        for (JsonField.Pick pick : field.picks()) {
            at =
                    "list_filter(%s, lambda x: x.\"%s\" = '%s')[1].\"%s\""
                            .formatted(at, pick.key(), pick.equals(), pick.value());
        }
        return at;
    }
}
