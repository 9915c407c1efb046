package io.quill.events.source.hubspot;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.TextSanitizer;
import io.quill.platform.http.AccessToken;
import io.quill.platform.http.Reply;
import io.quill.platform.http.Request;
import io.quill.platform.http.Wire;

import java.time.Duration;
import java.time.InstantSource;

/** Sends requests within the limits, and says what their answers mean. */
final class Calls {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration WHEN_A_PERSON_HELPED = Duration.ofMinutes(5);
    private static final Duration WHEN_THE_DAY_IS_OVER = Duration.ofHours(1);
    private static final int LONGEST = 200;

    private final Wire wire;
    private final AccessToken token;
    private final RateBudget budget;
    private final InstantSource clock;

    Calls(Wire wire, AccessToken token, Rates rates, InstantSource clock) {
        this.wire = wire;
        this.token = token;
        this.budget = new RateBudget(rates, clock);
        this.clock = clock;
    }

    Answer<JsonNode> call(Request request) {
        return call(request, false);
    }

    Answer<JsonNode> search(Request request) {
        return call(request, true);
    }

    private Answer<JsonNode> call(Request request, boolean search) {
        Duration wait = budget.take(search);
        if (wait.isPositive()) {
            return new Answer.Withheld<>("HubSpot's limits leave no room", wait);
        }
        Reply reply = wire.send(request.bearing(token));
        boolean stale = reply instanceof Reply.Answer answer && refusesTheToken(answer.status());
        if (stale && token.refresh() && budget.take(search).isZero()) {
            reply = wire.send(request.bearing(token));
        }
        return switch (reply) {
            case Reply.NoAnswer(String why) ->
                    new Answer.Withheld<>("HubSpot did not answer (" + why + ")", SOON);
            case Reply.Answer answer -> understood(answer);
        };
    }

    /** A token that is no token at all is answered with 530. */
    private static boolean refusesTheToken(int status) {
        return status == 401 || status == 530;
    }

    private Answer<JsonNode> understood(Reply.Answer answer) {
        int status = answer.status();
        if (status == 200 || status == 207) {
            return answer.json()
                    .<Answer<JsonNode>>map(Answer.Given::new)
                    .orElseGet(
                            () -> helpless("HubSpot's answer is no JSON: check HUBSPOT_API_URL"));
        }
        if (refusesTheToken(status)) {
            return helpless(
                    "HubSpot refuses the token: set HUBSPOT_PRIVATE_APP_TOKEN to the app's access"
                            + " token");
        }
        if (status == 403) {
            return helpless(
                    "HubSpot denies this to the app: grant it crm.objects.owners.read, tickets and"
                            + " sales-email-read");
        }
        if (status == 429) {
            return limited(answer);
        }
        if (status >= 400 && status < 500) {
            return new Answer.Refused<>("HubSpot answered " + status + words(answer));
        }
        return status < 400
                ? helpless("HubSpot answered " + status + ": check HUBSPOT_API_URL")
                : new Answer.Withheld<>("HubSpot answered " + status, SOON);
    }

    private static Answer<JsonNode> helpless(String why) {
        return new Answer.Withheld<>(why, WHEN_A_PERSON_HELPED);
    }

    /** Often without Retry-After; then the name of the limit says how long it lasts. */
    private Answer<JsonNode> limited(Reply.Answer answer) {
        String policy = text(answer, "policyName");
        Duration wait =
                answer.retryAfter(clock.instant())
                        .orElse(
                                switch (policy) {
                                    case "SECONDLY" -> Duration.ofSeconds(1);
                                    case "DAILY" -> WHEN_THE_DAY_IS_OVER;
                                    default -> SOON;
                                });
        budget.close(wait);
        return new Answer.Withheld<>("HubSpot's limit " + policy + " is reached", wait);
    }

    private static String words(Reply.Answer answer) {
        String message = text(answer, "message");
        String shortened = TextSanitizer.cut(TextSanitizer.replaceLoneSurrogates(message), LONGEST);
        return shortened.isBlank() ? "" : ": " + shortened;
    }

    private static String text(Reply.Answer answer, String name) {
        return answer.json().map(body -> body.path(name).asText()).orElse("");
    }
}
