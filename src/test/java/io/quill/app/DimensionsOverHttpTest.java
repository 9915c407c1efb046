package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.app.AdminClient.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** What an admin keeps of the dimensions in a running Quill. */
class DimensionsOverHttpTest {
    private static final String GOALS =
            """
            {"month":"%s","version":%d,
             "metrics":[{"metricId":"CALLS","goal":%d,"yellowFloorPct":0.85}]}""";

    private final String month = YearMonth.now(ZoneOffset.UTC).plusMonths(1).toString();

    @TempDir private Path directory;

    private RunningQuill house;
    private AdminClient admin;

    @BeforeEach
    void open() throws Exception {
        house =
                new RunningQuill.Plan(directory)
                        .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                        .open();
        admin = new AdminClient(house.port);
    }

    @AfterEach
    void close() {
        admin.close();
        house.close();
    }

    private Answer goals(int version, int calls) throws Exception {
        return admin.post("/admin/dim-metric/sync?wait=30", GOALS.formatted(month, version, calls));
    }

    @Test
    void takesGoalsOnceAndTellsWhatIsInForce() throws Exception {
        assertThat(goals(2, 60).json().path("outcome").asText()).isEqualTo("accepted");

        Answer older = goals(1, 70);

        assertThat(older.status()).isEqualTo(409);
        assertThat(older.text()).contains("version 2").contains("CALLS 60");
    }

    @Test
    void goesBackAndTellsTheDifference() throws Exception {
        goals(1, 60);
        goals(2, 70);

        Answer back = admin.post("/admin/rollback/dim-metric/1?wait=30", "");

        assertThat(back.json().at("/version/origin").asText()).isEqualTo("rollback to 1");
        JsonNode versions = admin.get("/admin/versions/dim-metric").json().path("versions");
        assertThat(versions.findValuesAsText("who")).containsExactly("ana", "ana", "ana");
        assertThat(admin.get("/admin/versions/dim-metric/2/payload").text())
                .isEqualTo(GOALS.formatted(month, 2, 70));
    }

    @Test
    void seedsDaysAndLaysOutShifts() throws Exception {
        JsonNode seeded = admin.post("/admin/dim-date/seed?wait=30", "").json();
        assertThat(seeded.at("/counts/added").asInt()).isBetween(3_650, 3_660);

        Answer shifts =
                admin.post(
                        "/admin/dim-shift/sync?wait=30",
                        """
                        {"rules":[{"name":"a","weekdays":["MON"],"start":"09:00","end":"17:00"},
                                  {"name":"b","weekdays":["MON"],"start":"10:00","end":"18:00"}]}""");
        assertThat(shifts.status()).isEqualTo(422);
        assertThat(shifts.text()).contains("/rules/1").contains("'a'").contains("'b'");
    }

    @Test
    void publishesTheSchemaOfEachPayload() throws Exception {
        for (String dimension : new String[] {"dim-agent", "dim-metric", "dim-date", "dim-shift"}) {
            assertThat(admin.get("/admin/schemas/" + dimension).json().path("title").asText())
                    .isNotEmpty();
        }
    }
}
