package io.quill.records.landing;

/** Request statistics of a pull. */
public record RequestStatistics(long requests, long throttled, long retries, long bytes) {
    public static final RequestStatistics NONE = new RequestStatistics(0, 0, 0, 0);

    public RequestStatistics plus(RequestStatistics other) {
        return new RequestStatistics(
                requests + other.requests,
                throttled + other.throttled,
                retries + other.retries,
                bytes + other.bytes);
    }
}
