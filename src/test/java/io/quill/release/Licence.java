package io.quill.release;

import java.util.List;
import java.util.stream.Stream;

/** The licences that are known, the one that asks for least first, with their names in POMs. */
enum Licence {
    APACHE_2(
            "Apache-2.0",
            "Apache License, Version 2.0",
            "Apache License Version 2.0",
            "The Apache License, Version 2.0",
            "The Apache Software License, Version 2.0"),
    MIT_0("MIT-0"),
    MIT("MIT", "MIT License", "The MIT License (MIT)"),
    BSD_2("BSD-2-Clause"),
    BSD_3("BSD-3-Clause", "EDL 1.0", "Eclipse Distribution License - v 1.0"),
    CC0("CC0-1.0", "Public Domain, per Creative Commons CC0"),
    EPL_2("EPL-2.0", "EPL 2.0", "Eclipse Public License - v 2.0"),
    EPL_1("EPL-1.0", "Eclipse Public License - v 1.0"),
    LGPL("LGPL-2.1-only"),
    LGPL_LATER("LGPL-2.1-or-later"),
    GPL_CLASSPATH("GPL-2.0-with-classpath-exception", "GPL2 w/ CPE");

    /** With bars between. */
    private final String names;

    Licence(String... names) {
        this.names = String.join("|", names);
    }

    private List<String> names() {
        return List.of(names.split("\\|", -1));
    }

    static Licence named(String name) {
        return Stream.of(values())
                .filter(each -> each.names().contains(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "The licence '"
                                                + name
                                                + "' is not known: look whether it may be shipped,"
                                                + " and add it to Licence."));
    }

    /** As SPDX writes it. */
    String id() {
        return names().getFirst();
    }

    boolean namesTheHolder() {
        return this == MIT || this == MIT_0 || this == BSD_2 || this == BSD_3;
    }
}
