package io.quill.records.landing;

import java.util.regex.Pattern;

/** Kind of record of one service for one tenant, such as contracts in Nexudus. */
public record Feed(String tenant, String service, String entity) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    /** Each part ends up in the names of files and tables. */
    public Feed {
        checked("tenant", tenant);
        checked("service", service);
        checked("entity", entity);
    }

    private static void checked(String part, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The "
                            + part
                            + " of a feed is named in lower case letters, digits, '_' and '-': "
                            + name);
        }
    }

    @Override
    public String toString() {
        return tenant + "/" + service + "/" + entity;
    }
}
