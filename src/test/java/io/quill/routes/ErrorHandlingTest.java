package io.quill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.store.StoreException;

import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class ErrorHandlingTest extends CamelTestSupport {
    private final List<String> done = new ArrayList<>();
    private Runnable look = () -> done.add("looked");

    @Override
    protected RoutesBuilder[] createRouteBuilders() {
        RouteBuilder routes =
                new MonitoringRoutes(() -> look.run(), () -> done.add("told"), () -> {});
        return new RoutesBuilder[] {new ErrorHandling(), routes};
    }

    @Override
    public void configureTest(TestExecutionConfiguration test) {
        super.configureTest(test);
        test.withUseAdviceWith(true);
    }

    @Test
    void waitsForTheNextBeatWhileTheStoreIsAway() throws Exception {
        look = () -> fail(new StoreException(StoreException.Reason.UNAVAILABLE, "away"));

        assertThat(beat().getException()).isNull();
        assertThat(done).isEmpty();

        look = () -> done.add("looked");
        beat();
        assertThat(done).containsExactly("looked", "told");
    }

    @Test
    void keepsAFaultOfItsOwnAFault() throws Exception {
        look = () -> fail(new IllegalStateException("a mistake in the code"));

        assertThat(beat().getException()).hasMessage("a mistake in the code");
    }

    /** A scheduler without it writes a stack trace a beat while the store is away. */
    @Test
    void standsBehindEveryTimer() throws IOException {
        try (Stream<Path> map = Files.list(Path.of("routes"))) {
            for (Path page : map.filter(each -> !each.endsWith("PushRoutes.java")).toList()) {
                List<String> timers = List.of(Files.readString(page).split("from\\(\"timer:", -1));
                for (String timer : timers.subList(1, timers.size())) {
                    assertThat(timer.substring(0, timer.indexOf(';')))
                            .as(page.toString())
                            .contains("routeConfigurationId(Faults.LATER)");
                }
            }
        }
    }

    private static void fail(RuntimeException fault) {
        throw fault;
    }

    private Exchange beat() throws Exception {
        if (!context.isStarted()) {
            AdviceWith.adviceWith(context, "pulse", route -> route.replaceFromWith("direct:pulse"));
            context.start();
        }
        return template.send("direct:pulse", _ -> {});
    }
}
