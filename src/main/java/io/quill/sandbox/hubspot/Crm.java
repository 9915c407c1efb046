package io.quill.sandbox.hubspot;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The owners and objects of one portal. */
final class Crm {
    private static final Comparator<String> NUMERIC =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());
    private static final Map<String, String> TYPES =
            Map.of("0-5", "tickets", "ticket", "tickets", "0-49", "emails", "email", "emails");

    private final Map<String, Owner> owners = new ConcurrentSkipListMap<>(NUMERIC);
    private final Map<String, Map<String, CrmObject>> objects = new ConcurrentHashMap<>();

    /** The name of a type, however it is called in a path. */
    static String type(String called) {
        return TYPES.getOrDefault(called, called);
    }

    void put(Owner owner) {
        owners.put(owner.id(), owner);
    }

    List<Owner> owners(boolean archived) {
        return owners.values().stream().filter(each -> each.archived() == archived).toList();
    }

    void put(CrmObject object) {
        of(object.type()).put(object.id(), object);
    }

    Optional<CrmObject> find(String type, String id) {
        return Optional.ofNullable(of(type).get(id));
    }

    void change(String type, String id, Map<String, String> properties, Instant now) {
        of(type).computeIfPresent(id, (_, object) -> object.with(properties, now));
    }

    void archive(String type, String id, Instant now) {
        of(type).computeIfPresent(id, (_, object) -> object.archivedAt(now));
    }

    List<CrmObject> all(String type) {
        return List.copyOf(of(type).values());
    }

    void clear() {
        owners.clear();
        objects.clear();
    }

    private Map<String, CrmObject> of(String type) {
        return objects.computeIfAbsent(type(type), _ -> new ConcurrentSkipListMap<>(NUMERIC));
    }
}
