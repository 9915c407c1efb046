package io.quill.operate.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.platform.http.HttpTransport;
import io.quill.platform.http.RestRequest;
import io.quill.platform.http.RestResult;
import io.quill.platform.logging.RepeatedMessageLog;

import org.slf4j.event.Level;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Posts messages to a webhook: in the form of Slack or Teams, else as plain JSON. The address is a
 * secret and is never logged.
 */
public final class WebhookMessenger implements Messenger {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FINE = 300;

    private final HttpTransport httpTransport;
    private final Supplier<URI> address;
    private final RepeatedMessageLog repeatedMessageLog;

    public WebhookMessenger(
            HttpTransport httpTransport,
            Supplier<URI> address,
            RepeatedMessageLog repeatedMessageLog) {
        this.httpTransport = httpTransport;
        this.address = address;
        this.repeatedMessageLog = repeatedMessageLog;
    }

    @Override
    public boolean send(String title, String text) {
        URI to = address.get();
        RestRequest restRequest =
                new RestRequest(
                        "POST",
                        to,
                        Map.of("Content-Type", "application/json"),
                        body(to, title, text));
        return switch (httpTransport.send(restRequest)) {
            case RestResult.Answer(int status, _, _) when status < FINE -> true;
            case RestResult.Answer(int status, _, _) -> failed("it was answered " + status);
            case RestResult.NoAnswer(String why) -> failed(why);
        };
    }

    private boolean failed(String why) {
        repeatedMessageLog.count(Level.WARN, "Could not send a notice to NOTIFY_URL", why);
        return false;
    }

    private static byte[] body(URI to, String title, String text) {
        String host = String.valueOf(to.getHost());
        if (host.endsWith("slack.com")) {
            String said = "*" + forSlack(title) + "*\n" + forSlack(text);
            return bytes(MAPPER.createObjectNode().put("text", said));
        }
        if (host.endsWith("office.com")
                || host.endsWith("logic.azure.com")
                || host.endsWith("powerplatform.com")) {
            return bytes(card(title, text));
        }
        return bytes(MAPPER.createObjectNode().put("title", title).put("text", text));
    }

    /**
     * Nothing that we were told, such as a fault of a service, may mention a channel or link away.
     */
    private static String forSlack(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Message for a workflow of Teams: an adaptive card, a block a line. */
    private static ObjectNode card(String title, String text) {
        ObjectNode message = MAPPER.createObjectNode().put("type", "message");
        ObjectNode attachment =
                message.putArray("attachments")
                        .addObject()
                        .put("contentType", "application/vnd.microsoft.card.adaptive");
        ObjectNode card =
                attachment.putObject("content").put("type", "AdaptiveCard").put("version", "1.4");
        ArrayNode body = card.putArray("body").add(block(title).put("weight", "Bolder"));
        text.lines().forEach(line -> body.add(block(line)));
        return message;
    }

    private static ObjectNode block(String text) {
        return MAPPER.createObjectNode()
                .put("type", "TextBlock")
                .put("text", forTeams(text))
                .put("wrap", true);
    }

    /** A block reads marks of Markdown: a link of a stranger would be one. */
    private static String forTeams(String text) {
        return text.replace("[", "\\[").replace("](", "]\\(");
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(UTF_8);
    }
}
