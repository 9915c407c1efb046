package io.quill.records.landing;

/** What a pull cost. */
public record Effort(long requests, long throttled, long retries, long bytes) {
    public static final Effort NONE = new Effort(0, 0, 0, 0);

    public Effort plus(Effort other) {
        return new Effort(
                requests + other.requests,
                throttled + other.throttled,
                retries + other.retries,
                bytes + other.bytes);
    }
}
