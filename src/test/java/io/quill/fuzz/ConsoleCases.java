package io.quill.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.app.AdminClient;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages and forms of the console, asked for by somebody who is signed in. */
final class ConsoleCases implements CaseGenerator {
    private static final Pattern PROOF = Pattern.compile("name=\"proof\" value=\"([^\"]+)\"");

    private static final List<String> PAGES =
            List.of(
                    "",
                    "/agents",
                    "/batches",
                    "/batches/1/taken",
                    "/events",
                    "/events/ALOWARE:1",
                    "/letters",
                    "/letters/1",
                    "/dimensions",
                    "/dimensions/dim-agent",
                    "/dimensions/dim-agent/1",
                    "/records",
                    "/runs",
                    "/runs/1",
                    "/files/quill.css",
                    "/sign-in",
                    "/nowhere");

    private static final List<String> DEEDS =
            List.of(
                    "/agents/let-in",
                    "/batches/rule",
                    "/letters/rehearse",
                    "/letters/replay",
                    "/letters/discard",
                    "/dimensions/sync",
                    "/dimensions/rollback",
                    "/nowhere");

    private static final List<String> NAMES =
            List.of(
                    "day", "from", "to", "page", "source", "reason", "key", "all", "because",
                    "agent", "batch", "ruling", "subject", "version", "dry", "force", "state",
                    "kind", "q", "cursor", "after", "tenant");

    private final int port;
    private final HttpClient http;
    private volatile String cookie = "";
    private volatile String proof = "";

    ConsoleCases(int port, HttpClient http) throws IOException, InterruptedException {
        this.port = port;
        this.http = http;
        signIn();
    }

    private void signIn() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(at("/console/sign-in"))
                        .POST(BodyPublishers.ofString("to=/console&key=" + AdminClient.KEY))
                        .build();
        HttpResponse<String> signedIn = http.send(request, BodyHandlers.ofString());
        cookie =
                signedIn.headers()
                        .firstValue("set-cookie")
                        .map(each -> each.replaceFirst(";.*", ""))
                        .orElseThrow(
                                () -> new IOException("Not signed in: " + signedIn.statusCode()));
        HttpRequest page = HttpRequest.newBuilder(at("/console")).header("Cookie", cookie).build();
        Matcher found = PROOF.matcher(http.send(page, BodyHandlers.ofString()).body());
        proof = found.find() ? found.group(1) : "";
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public FuzzCase next(Random random) {
        TextMutator texts = new TextMutator(random);
        return switch (random.nextInt(8)) {
            case 0 -> live(random, texts);
            case 1, 2, 3 -> deed(random, texts);
            case 4 -> returning(random, texts);
            default -> page(random, texts);
        };
    }

    private FuzzCase page(Random random, TextMutator texts) {
        String page = texts.one(PAGES);
        String more = texts.once(4) ? "/" + encoded(texts.text()) : "";
        byte[] request =
                new RequestBuilder("GET", "/console" + page + more + "?" + fields(random, texts))
                        .header("Cookie", cookie)
                        .odd(random)
                        .bytes();
        return FuzzCase.whole("console page " + page, request);
    }

    /** The stream that keeps a page up to date; it has no end. */
    private FuzzCase live(Random random, TextMutator texts) {
        String at = encoded("/console" + texts.one(PAGES) + "?" + fields(random, texts));
        byte[] request =
                new RequestBuilder("GET", "/console/live?at=" + at + "&page=" + at)
                        .header("Cookie", cookie)
                        .bytes();
        return new FuzzCase("console live", request, FuzzCase.Demand.HEAD_ONLY, 1);
    }

    private FuzzCase deed(Random random, TextMutator texts) {
        String deed = texts.one(DEEDS);
        String form = fields(random, texts) + (texts.once(20) ? "" : "&proof=" + encoded(proof));
        byte[] request =
                new RequestBuilder("POST", "/console" + deed)
                        .header("Cookie", cookie)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .odd(random)
                        .body(form.getBytes(UTF_8))
                        .bytes();
        return FuzzCase.whole("console form " + deed, request);
    }

    /** Signs in with the right key, and wants to go anywhere. */
    private static FuzzCase returning(Random random, TextMutator texts) {
        String to = texts.one(List.of("//evil.example", "https://evil.example", texts.text()));
        byte[] request =
                new RequestBuilder("POST", "/console/sign-in")
                        .odd(random)
                        .body(("key=" + AdminClient.KEY + "&to=" + encoded(to)).getBytes(UTF_8))
                        .bytes();
        return FuzzCase.whole("console sign-in", request);
    }

    private static String fields(Random random, TextMutator texts) {
        StringBuilder all = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            all.append(all.isEmpty() ? "" : "&")
                    .append(texts.one(NAMES))
                    .append('=')
                    .append(
                            texts.once(20)
                                    ? texts.one(List.of("%", "%zz", "%ff", "=", "yes"))
                                    : encoded(texts.text()));
        }
        return all.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text.length() > 700 ? text.substring(0, 700) : text, UTF_8);
    }
}
