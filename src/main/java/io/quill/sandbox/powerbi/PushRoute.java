package io.quill.sandbox.powerbi;

import io.quill.sandbox.web.SandboxRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Meaning of a path: operation and ids; the workspace is blank for My workspace. */
record PushRoute(PushOperation operation, String workspace, String dataset, String table) {
    static Optional<PushRoute> of(SandboxRequest sandboxRequest) {
        List<String> path = sandboxRequest.segments();
        if (path.size() < 3 || !path.getFirst().equals("v1.0")) {
            return Optional.empty();
        }
        boolean grouped = path.get(2).equals("groups") && path.size() > 4;
        List<String> rest = path.subList(grouped ? 4 : 2, path.size());
        String workspace = grouped ? lower(path.get(3)) : "";
        return operation(sandboxRequest.method(), rest)
                .map(each -> new PushRoute(each, workspace, lower(at(rest, 1)), at(rest, 3)));
    }

    private static Optional<PushOperation> operation(String method, List<String> rest) {
        List<String> shape = new ArrayList<>(rest);
        for (int place = 1; place < shape.size(); place += 2) {
            shape.set(place, "*");
        }
        return Optional.ofNullable(
                switch (method + " " + String.join("/", shape)) {
                    case "POST datasets" -> PushOperation.POST_DATASET;
                    case "GET datasets" -> PushOperation.GET_DATASETS;
                    case "GET datasets/*" -> PushOperation.GET_DATASET;
                    case "DELETE datasets/*" -> PushOperation.DELETE_DATASET;
                    case "GET datasets/*/tables" -> PushOperation.GET_TABLES;
                    case "PUT datasets/*/tables/*" -> PushOperation.PUT_TABLE;
                    case "POST datasets/*/tables/*/rows" -> PushOperation.POST_ROWS;
                    case "DELETE datasets/*/tables/*/rows" -> PushOperation.DELETE_ROWS;
                    case "GET datasets/*/tables/*/sequenceNumbers" ->
                            PushOperation.SEQUENCE_NUMBERS;
                    case "POST datasets/*/executeQueries" -> PushOperation.EXECUTE_QUERIES;
                    default -> null;
                });
    }

    private static String lower(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private static String at(List<String> rest, int place) {
        return rest.size() > place ? rest.get(place) : "";
    }
}
