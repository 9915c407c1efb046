package io.quill.platform.http.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.app.http.HttpListener;
import io.quill.app.http.ServerLimits;
import io.quill.platform.logging.RepeatedMessageLog;
import io.vertx.core.Vertx;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** Routes whose answers come later, over HTTP. */
@Timeout(60)
class EventLoopEngineTest {
    private final Vertx vertx = Vertx.vertx();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<CompletableFuture<String>> asked = new LinkedBlockingQueue<>();
    private final HttpListener listener =
            new HttpListener(
                    vertx,
                    "127.0.0.1",
                    0,
                    java.util.Optional.empty(),
                    new ServerLimits(
                            1 << 20, 1 << 24, Duration.ofSeconds(30), Duration.ofSeconds(30)),
                    new RepeatedMessageLog(EventLoopEngineTest.class, InstantSource.system()));

    private CompletableFuture<String> ask(String question) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        asked.add(answer);
        return answer.thenApply(said -> said + " to " + question.length());
    }

    @BeforeEach
    void open() throws Exception {
        camel.setStreamCaching(false);
        camel.addService(listener, true, true);
        camel.getRegistry().bind("eventLoop", new EventLoopEngine());
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("platform-http:/later?platformHttpEngine=#eventLoop")
                                .process(
                                        EventLoopEngine.later(
                                                String.class, EventLoopEngineTest.this::ask))
                                .setHeader("X-Said", constant("yes"));
                        from("platform-http:/noted?platformHttpEngine=#eventLoop")
                                .setBody(_ -> String.valueOf(MDC.get("noted")))
                                .process(_ -> MDC.put("noted", "something"));
                    }
                });
        camel.start();
        listener.listen();
    }

    @AfterEach
    void close() {
        http.close();
        camel.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private CompletableFuture<HttpResponse<String>> post(String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.getPort() + path))
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    @Test
    void answersOthersWhileOneWaits() throws Exception {
        CompletableFuture<HttpResponse<String>> first = post("/later", "one");
        CompletableFuture<String> slow = asked.take();
        CompletableFuture<HttpResponse<String>> second = post("/later", "three");
        asked.take().complete("quick");

        assertThat(second.get().body()).isEqualTo("quick to 5");
        assertThat(first).isNotDone();
        slow.complete("slow");
        assertThat(first.get().statusCode()).isEqualTo(200);
        assertThat(first.get().body()).isEqualTo("slow to 3");
        assertThat(first.get().headers().firstValue("X-Said")).contains("yes");
    }

    @Test
    void answersALargeBodyTheSame() throws Exception {
        CompletableFuture<HttpResponse<String>> large = post("/later", "x".repeat(100_000));
        asked.take().complete("large");

        assertThat(large.get().statusCode()).isEqualTo(200);
        assertThat(large.get().body()).isEqualTo("large to 100000");
        assertThat(large.get().headers().firstValue("X-Said")).contains("yes");
    }

    @Test
    void saysNothingOfAFault() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = post("/later", "one");
        asked.take().completeExceptionally(new IllegalStateException("a secret"));

        assertThat(answer.get().statusCode()).isEqualTo(500);
        assertThat(answer.get().body()).isEmpty();
    }

    @Test
    void forgetsWhatWasNotedOfTheLastRequest() throws Exception {
        assertThat(post("/noted", "").get().body()).isEqualTo("null");
        assertThat(post("/noted", "").get().body()).isEqualTo("null");
    }
}
