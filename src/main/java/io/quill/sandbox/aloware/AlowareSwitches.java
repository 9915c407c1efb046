package io.quill.sandbox.aloware;

/**
 * Choices about undocumented behaviour of Aloware, and its latency.
 *
 * @param wrongToken the answer to a wrong {@code api_token}: unknown
 * @param unknownRingGroup the answer for a ring group that is not there: unknown
 * @param latencyMillis 1.3 to 1.5 s were measured from far away; none here by default
 */
public record AlowareSwitches(
        WrongToken wrongToken, UnknownRingGroup unknownRingGroup, long latencyMillis) {
    public static final AlowareSwitches STRICT =
            new AlowareSwitches(WrongToken.UNAUTHENTICATED, UnknownRingGroup.NOT_FOUND, 0);

    public enum WrongToken {
        /** 401 in the words of the framework that Aloware is written with. */
        UNAUTHENTICATED,
        /** 200 with the page of the web application, as for a path that does not exist. */
        PAGE
    }

    public enum UnknownRingGroup {
        NOT_FOUND,
        NO_MEMBERS
    }
}
