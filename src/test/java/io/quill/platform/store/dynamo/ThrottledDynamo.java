package io.quill.platform.store.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * A table with too little throughput: stands in front of DynamoDB Local, and answers for some
 * requests, or for parts of them, what DynamoDB answers then.
 */
public final class ThrottledDynamo implements AutoCloseable {
    /** How much gets through. */
    public enum Throughput {
        ALL,
        /** Every other request of a kind, or half of it where it has parts. */
        HALF,
        NONE
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ERROR = "com.amazonaws.dynamodb.v20120810#";
    private static final String EXCEEDED = "ProvisionedThroughputExceeded";

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final DynamoSettings behind;
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private final Map<String, Integer> throttled = new ConcurrentHashMap<>();
    private volatile Throughput throughput = Throughput.ALL;

    private ThrottledDynamo(DynamoSettings behind, HttpServer server) {
        this.behind = behind;
        this.server = server;
    }

    /** In front of a table that is there. */
    public static ThrottledDynamo of(DynamoSettings table) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ThrottledDynamo throttled = new ThrottledDynamo(table, server);
        server.createContext("/", throttled::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return throttled;
    }

    public DynamoSettings settings() {
        URI here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new DynamoSettings(behind.table(), behind.region(), Optional.of(here));
    }

    public void let(Throughput through) {
        throughput = through;
    }

    /** How often a kind of request was throttled, whole or in part. */
    public int throttled(String operation) {
        return throttled.getOrDefault(operation, 0);
    }

    private record Answer(int status, byte[] body) {}

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = target.substring(target.indexOf('.') + 1);
            byte[] body = exchange.getRequestBody().readAllBytes();
            Answer answer = answer(exchange, operation, body);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private Answer answer(HttpExchange exchange, String operation, byte[] body) throws IOException {
        boolean odd = seen.merge(operation, 1, Integer::sum) % 2 == 1;
        boolean throttles =
                switch (throughput) {
                    case ALL -> false;
                    case HALF -> odd;
                    case NONE -> true;
                };
        if (!throttles) {
            return forward(exchange, body);
        }
        throttled.merge(operation, 1, Integer::sum);
        return switch (operation) {
            case "BatchExecuteStatement" -> someStatements(exchange, body);
            case "TransactWriteItems" -> cancelled(body);
            default -> error(EXCEEDED + "Exception", JSON.createObjectNode());
        };
    }

    private Answer forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(behind.endpoint().orElseThrow())
                        .POST(BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) -> {
                            if (name.startsWith("X-amz")
                                    || name.equals("Authorization")
                                    || name.equals("Content-type")) {
                                request.setHeader(name, values.getFirst());
                            }
                        });
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Each second statement does not arrive. */
    private Answer someStatements(HttpExchange exchange, byte[] body) throws IOException {
        ObjectNode request = (ObjectNode) JSON.readTree(body);
        ArrayNode through = JSON.createArrayNode();
        int number = request.path("Statements").size();
        for (int i = 0; i < number; i += 2) {
            through.add(request.path("Statements").get(i));
        }
        request.set("Statements", through);
        Answer answer = forward(exchange, JSON.writeValueAsBytes(request));
        ObjectNode merged = (ObjectNode) JSON.readTree(answer.body());
        JsonNode arrived = merged.path("Responses");
        if (answer.status() != 200 || arrived.isMissingNode()) {
            return answer;
        }
        ArrayNode responses = JSON.createArrayNode();
        for (int i = 0; i < number; i++) {
            responses.add(i % 2 == 0 ? arrived.get(i / 2) : refusal());
        }
        merged.set("Responses", responses);
        return new Answer(200, JSON.writeValueAsBytes(merged));
    }

    private static JsonNode refusal() {
        ObjectNode response = JSON.createObjectNode();
        response.putObject("Error").put("Code", EXCEEDED).put("Message", "made up");
        return response;
    }

    /** All or nothing: one part had no throughput. */
    private static Answer cancelled(byte[] body) throws IOException {
        ObjectNode more = JSON.createObjectNode();
        ArrayNode reasons = more.putArray("CancellationReasons");
        int parts = JSON.readTree(body).path("TransactItems").size();
        for (int i = 0; i < parts; i++) {
            reasons.addObject().put("Code", i == parts - 1 ? EXCEEDED : "None");
        }
        return error("TransactionCanceledException", more);
    }

    private static Answer error(String name, ObjectNode more) {
        more.put("__type", ERROR + name).put("message", "made up");
        return new Answer(400, more.toString().getBytes(UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
