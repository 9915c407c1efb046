package io.quill.platform.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what looks like a setting of Quill and is none: a slip that would pass unnoticed. */
final class Unknown {
    private static final Pattern OURS =
            Pattern.compile("(POWERBI|ALOWARE|HUBSPOT|NEXUDUS|DYNAMO|QUILL)_.*");

    /** The launcher's own, and what Kubernetes and Docker set for a service named quill. */
    private static final Pattern OTHERS =
            Pattern.compile("QUILL_JAVA_OPTS|QUILL_(SERVICE|PORT)_.*|CAMEL_.*");

    private static final int SLIP = 2;

    private final Set<String> keys;
    private final Set<String> mentioned;
    private final Set<String> variables;

    private Unknown(List<String> keys, Set<String> mentioned) {
        this.keys = new TreeSet<>(keys);
        this.mentioned = mentioned;
        this.variables =
                keys.stream().map(Variable::of).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Looks at all places.
     *
     * @param mentioned variables that a file of settings names
     */
    static List<Warning> in(Sources sources, Set<String> mentioned) {
        Unknown unknown = new Unknown(sources.keys(), mentioned);
        List<Warning> warnings = new ArrayList<>();
        for (Layer layer : sources.layers()) {
            warnings.addAll(unknown.in(layer).toList());
        }
        return warnings;
    }

    private Stream<Warning> in(Layer layer) {
        return switch (layer) {
            case Layer.Variables(String name, var values) ->
                    values.keySet().stream()
                            .sorted()
                            .filter(variable -> !isKnown(variable))
                            .filter(variable -> name.equals(".env") || looksLikeOurs(variable))
                            .map(variable -> warning(name, variable, variables));
            case Layer.Keys(String name, var values) ->
                    values.keySet().stream()
                            .filter(key -> !key.startsWith("camel.") && !keys.contains(key))
                            .map(key -> warning(name, key, keys));
        };
    }

    private boolean isKnown(String variable) {
        return variables.contains(variable)
                || variables.contains(withoutFile(variable))
                || mentioned.contains(withoutFile(variable))
                || OTHERS.matcher(variable).matches();
    }

    private static String withoutFile(String variable) {
        return variable.endsWith(Variable.FILE)
                ? variable.substring(0, variable.length() - Variable.FILE.length())
                : variable;
    }

    /** By its prefix where nobody else has that; by a small distance where others do. */
    private boolean looksLikeOurs(String variable) {
        return OURS.matcher(variable).matches()
                || variables.stream()
                        .filter(known -> known.contains("_"))
                        .anyMatch(known -> Variable.distance(variable, known) <= SLIP);
    }

    private static Warning warning(String layer, String name, Set<String> known) {
        String nearest = Variable.nearest(name, known).orElseThrow();
        return new Warning(name, "in " + layer + " is unknown; is " + nearest + " meant?");
    }
}
