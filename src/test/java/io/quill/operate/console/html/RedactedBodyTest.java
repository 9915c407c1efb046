package io.quill.operate.console.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedBodyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"lead_number\":\"+1 555 010 4477\"}|{\"lead_number\":\"•••7\"}",
                "{\"lead_number\":15550104477}|{\"lead_number\":•••7}",
                "call me at (555) 010-4477, please|call me at (•••7, please",
                "{\"api_token\":\"s3cr3t\"}|{\"api_token\":\"•••\"}",
                "{\"direct_recording_url\" : \"https://x/y\"}|{\"direct_recording_url\" : \"•••\"}",
                "\"mia.berg@example.com\"|\"•••@example.com\""
            })
    void coversWhatIsNobodysBusiness(String body, String shown) {
        assertThat(text(body)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":54363660}",
                "{\"user_id\": \"54363660\"}",
                "{\"objectId\":123456789}",
                "{\"created_at\":\"2026-03-02 15:58:44\"}",
                "{\"occurredAt\":1772467200000}",
                "{\"talk_time\":63,\"duration\":75}"
            })
    void leavesWhatTellsEventsApart(String body) {
        assertThat(text(body)).isEqualTo(body);
    }

    private static String text(String body) {
        return RedactedBody.of(body)
                .markup()
                .replaceAll("<[^>]+>", "")
                .replace("&quot;", "\"")
                .replace("&lt;", "<");
    }
}
