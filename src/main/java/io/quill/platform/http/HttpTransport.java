package io.quill.platform.http;

/** Sends a request once. It never throws; a failure is a result as well. */
public interface HttpTransport {
    RestResult send(RestRequest restRequest);
}
