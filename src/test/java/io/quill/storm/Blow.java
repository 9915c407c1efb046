package io.quill.storm;

import java.time.Instant;

/**
 * One thing that goes wrong. Something may have to lie ready before the deliveries that it strikes.
 *
 * @param arm before more is sent
 * @param strike while more is sent; tells the moment from which nothing stands in the way any more
 * @param heals whether pushing has to be back within ten seconds of that moment
 */
record Blow(String words, Runnable arm, Strike strike, boolean heals) {
    interface Strike {
        Instant now();
    }

    static Blow at(String words, Strike strike) {
        return new Blow(words, () -> {}, strike, true);
    }
}
