package io.quill.events.sink.powerbi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;

import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.http.RestRequest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * HTTP client for MSAL, bounded in time. MSAL insists on https and loses cached tokens where the
 * authority has a port, so scheme and port are put back here.
 */
final class EntraHttpClient implements IHttpClient {
    private static final int MOST_BYTES = 1 << 20;

    private final JdkHttpTransport http;
    private final URI authority;

    EntraHttpClient(URI authority, Duration timeout) {
        this.authority = authority;
        this.http = new JdkHttpTransport(timeout, timeout);
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws Exception {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.put(name, String.valueOf(value)));
        String body = request.body() == null ? "" : request.body();
        RestRequest restRequest =
                new RestRequest(
                        request.httpMethod().name(),
                        address(request.url().toURI()),
                        headers,
                        body.getBytes(UTF_8));
        return http.exchange(restRequest, EntraHttpClient::answer);
    }

    private static IHttpResponse answer(int status, HttpHeaders headers, InputStream body)
            throws IOException {
        HttpResponse response = new HttpResponse();
        response.addHeaders(headers.map());
        return response.statusCode(status)
                .body(new String(JdkHttpTransport.readAtMost(MOST_BYTES, body), UTF_8));
    }

    private URI address(URI uri) {
        return authority.getHost().equalsIgnoreCase(uri.getHost())
                ? authority.resolve(uri.getRawPath())
                : uri;
    }
}
