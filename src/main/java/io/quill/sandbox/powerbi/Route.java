package io.quill.sandbox.powerbi;

import io.quill.sandbox.web.Request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a path means; the workspace is blank in the form that stands for My workspace. */
record Route(Operation operation, String workspace, String dataset, String table) {
    static Optional<Route> of(Request request) {
        List<String> path = request.segments();
        if (path.size() < 3 || !path.getFirst().equals("v1.0")) {
            return Optional.empty();
        }
        boolean grouped = path.get(2).equals("groups") && path.size() > 4;
        List<String> rest = path.subList(grouped ? 4 : 2, path.size());
        String workspace = grouped ? lower(path.get(3)) : "";
        return operation(request.method(), rest)
                .map(each -> new Route(each, workspace, lower(at(rest, 1)), at(rest, 3)));
    }

    private static Optional<Operation> operation(String method, List<String> rest) {
        List<String> shape = new ArrayList<>(rest);
        for (int place = 1; place < shape.size(); place += 2) {
            shape.set(place, "*");
        }
        return Optional.ofNullable(
                switch (method + " " + String.join("/", shape)) {
                    case "POST datasets" -> Operation.POST_DATASET;
                    case "GET datasets" -> Operation.GET_DATASETS;
                    case "GET datasets/*" -> Operation.GET_DATASET;
                    case "DELETE datasets/*" -> Operation.DELETE_DATASET;
                    case "GET datasets/*/tables" -> Operation.GET_TABLES;
                    case "PUT datasets/*/tables/*" -> Operation.PUT_TABLE;
                    case "POST datasets/*/tables/*/rows" -> Operation.POST_ROWS;
                    case "DELETE datasets/*/tables/*/rows" -> Operation.DELETE_ROWS;
                    case "GET datasets/*/tables/*/sequenceNumbers" -> Operation.SEQUENCE_NUMBERS;
                    case "POST datasets/*/executeQueries" -> Operation.EXECUTE_QUERIES;
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
