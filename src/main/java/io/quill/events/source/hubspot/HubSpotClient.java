package io.quill.events.source.hubspot;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.TextSanitizer;
import io.quill.platform.http.AccessToken;
import io.quill.platform.http.HttpTransport;
import io.quill.platform.http.RestRequest;
import io.quill.platform.http.RestResult;

import java.time.Duration;
import java.time.InstantSource;

/** Sends requests within the limits and interprets the responses. */
final class HubSpotClient {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration WHEN_A_PERSON_HELPED = Duration.ofMinutes(5);
    private static final Duration WHEN_THE_DAY_IS_OVER = Duration.ofHours(1);
    private static final int LONGEST = 200;

    private final HttpTransport httpTransport;
    private final AccessToken token;
    private final HubSpotRateLimiter budget;
    private final InstantSource clock;

    HubSpotClient(
            HttpTransport httpTransport,
            AccessToken token,
            HubSpotLimits hubSpotLimits,
            InstantSource clock) {
        this.httpTransport = httpTransport;
        this.token = token;
        this.budget = new HubSpotRateLimiter(hubSpotLimits, clock);
        this.clock = clock;
    }

    HubSpotResult<JsonNode> call(RestRequest restRequest) {
        return call(restRequest, false);
    }

    HubSpotResult<JsonNode> search(RestRequest restRequest) {
        return call(restRequest, true);
    }

    private HubSpotResult<JsonNode> call(RestRequest restRequest, boolean search) {
        Duration wait = budget.reserve(search);
        if (wait.isPositive()) {
            return new HubSpotResult.Withheld<>("HubSpot's limits leave no room", wait);
        }
        RestResult restResult = httpTransport.send(restRequest.withToken(token));
        boolean stale =
                restResult instanceof RestResult.Answer answer && refusesTheToken(answer.status());
        if (stale && token.refresh() && budget.reserve(search).isZero()) {
            restResult = httpTransport.send(restRequest.withToken(token));
        }
        return switch (restResult) {
            case RestResult.NoAnswer(String why) ->
                    new HubSpotResult.Withheld<>("HubSpot did not answer (" + why + ")", SOON);
            case RestResult.Answer answer -> interpret(answer);
        };
    }

    /** Returns whether the token was refused; HubSpot answers 530 to a malformed one. */
    private static boolean refusesTheToken(int status) {
        return status == 401 || status == 530;
    }

    private HubSpotResult<JsonNode> interpret(RestResult.Answer answer) {
        int status = answer.status();
        if (status == 200 || status == 207) {
            return answer.json()
                    .<HubSpotResult<JsonNode>>map(HubSpotResult.Given::new)
                    .orElseGet(
                            () ->
                                    needsOperator(
                                            "HubSpot's answer is no JSON: check HUBSPOT_API_URL"));
        }
        if (refusesTheToken(status)) {
            return needsOperator(
                    "HubSpot refuses the token: set HUBSPOT_PRIVATE_APP_TOKEN to the app's access"
                            + " token");
        }
        if (status == 403) {
            return needsOperator(
                    "HubSpot denies this to the app: grant it crm.objects.owners.read, tickets and"
                            + " sales-email-read");
        }
        if (status == 429) {
            return rateLimited(answer);
        }
        if (status >= 400 && status < 500) {
            return new HubSpotResult.Refused<>("HubSpot answered " + status + words(answer));
        }
        return status < 400
                ? needsOperator("HubSpot answered " + status + ": check HUBSPOT_API_URL")
                : new HubSpotResult.Withheld<>("HubSpot answered " + status, SOON);
    }

    private static HubSpotResult<JsonNode> needsOperator(String why) {
        return new HubSpotResult.Withheld<>(why, WHEN_A_PERSON_HELPED);
    }

    /** Returns how long to wait; without Retry-After, the name of the limit decides. */
    private HubSpotResult<JsonNode> rateLimited(RestResult.Answer answer) {
        String policy = text(answer, "policyName");
        Duration wait =
                answer.retryAfter(clock.instant())
                        .orElse(
                                switch (policy) {
                                    case "SECONDLY" -> Duration.ofSeconds(1);
                                    case "DAILY" -> WHEN_THE_DAY_IS_OVER;
                                    default -> SOON;
                                });
        budget.blockFor(wait);
        return new HubSpotResult.Withheld<>("HubSpot's limit " + policy + " is reached", wait);
    }

    private static String words(RestResult.Answer answer) {
        String message = text(answer, "message");
        String shortened =
                TextSanitizer.truncate(TextSanitizer.replaceLoneSurrogates(message), LONGEST);
        return shortened.isBlank() ? "" : ": " + shortened;
    }

    private static String text(RestResult.Answer answer, String name) {
        return answer.json().map(body -> body.path(name).asText()).orElse("");
    }
}
