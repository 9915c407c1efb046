package io.quill.events.source.hubspot;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Version of HubSpot's signature. Only v3 includes the time and so prevents a replay. */
public enum SignatureVersion {
    V1,
    V2,
    V3;

    /** Reads "v3" or "v3,v2,v1". */
    public static Set<SignatureVersion> list(String list) {
        Set<SignatureVersion> versions = EnumSet.noneOf(SignatureVersion.class);
        for (String word : list.split(",", -1)) {
            versions.add(
                    switch (word.strip().toLowerCase(Locale.ROOT)) {
                        case "v1" -> V1;
                        case "v2" -> V2;
                        case "v3" -> V3;
                        default ->
                                throw new IllegalArgumentException(
                                        "HUBSPOT_SIGNATURES: give v1, v2 or v3, not '"
                                                + word
                                                + "'");
                    });
        }
        return versions;
    }
}
